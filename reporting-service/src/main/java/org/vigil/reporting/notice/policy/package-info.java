/** Which period or day follows the last, and who is asked how many have read. */
@NullMarked
package org.vigil.reporting.notice.policy;

import org.jspecify.annotations.NullMarked;
