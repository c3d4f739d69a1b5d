/** What other facts mean for the leading group. */
@NullMarked
package org.vigil.reporting.leadinggroup.policy;

import org.jspecify.annotations.NullMarked;
