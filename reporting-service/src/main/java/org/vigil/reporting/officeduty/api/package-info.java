/** The office's duty as the office plans it. */
@NullMarked
package org.vigil.reporting.officeduty.api;

import org.jspecify.annotations.NullMarked;
