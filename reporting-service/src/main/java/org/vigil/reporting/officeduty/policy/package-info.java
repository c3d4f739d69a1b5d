/** When the office's duty is looked at. */
@NullMarked
package org.vigil.reporting.officeduty.policy;

import org.jspecify.annotations.NullMarked;
