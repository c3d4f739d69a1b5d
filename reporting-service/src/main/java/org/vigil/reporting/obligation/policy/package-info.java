/** Looks for obligations for which nobody is named, whenever who is named may have changed. */
@NullMarked
package org.vigil.reporting.obligation.policy;

import org.jspecify.annotations.NullMarked;
