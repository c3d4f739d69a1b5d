/**
 * The office's own duty, day and night (2-f): who takes what the feed brings. Nobody on duty is a
 * gap at once, also when a shift ends and the next has not begun.
 */
@NullMarked
package org.vigil.reporting.officeduty.domain;

import org.jspecify.annotations.NullMarked;
