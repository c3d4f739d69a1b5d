/** Opens leads from what has been recorded, and holds the person's data while a case is open. */
@NullMarked
package org.vigil.reporting.accountability.policy;

import org.jspecify.annotations.NullMarked;
