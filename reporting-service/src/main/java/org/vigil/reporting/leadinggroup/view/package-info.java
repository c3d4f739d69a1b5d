/** Who held which role, and who was away, from when to when. */
@NullMarked
package org.vigil.reporting.leadinggroup.view;

import org.jspecify.annotations.NullMarked;
