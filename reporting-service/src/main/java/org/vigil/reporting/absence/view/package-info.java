/** Absences as rows. */
@NullMarked
package org.vigil.reporting.absence.view;

import org.jspecify.annotations.NullMarked;
