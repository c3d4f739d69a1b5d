/**
 * The working calendar with 调休: which days are worked and at what hours (3.3-a, 3.3-b). A year is
 * known because the statutory list that comes with the product has it, or because the office has
 * published it; a year that neither has is unknown, never a silent Monday to Friday. The office is
 * told in time that the coming year is missing.
 */
@NullMarked
package org.vigil.duty.calendar.domain;

import org.jspecify.annotations.NullMarked;
