/** The calendar as everybody asks it, and the published years as rows. */
@NullMarked
package org.vigil.duty.calendar.view;

import org.jspecify.annotations.NullMarked;
