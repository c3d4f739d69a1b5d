/** The calendar, published by the office and read by all. */
@NullMarked
package org.vigil.duty.calendar.api;

import org.jspecify.annotations.NullMarked;
