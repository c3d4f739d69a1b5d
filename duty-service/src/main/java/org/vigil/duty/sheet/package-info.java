/**
 * Tables as people keep them: .xlsx and .csv, read within bounds and written as templates. A cell
 * is named as the spreadsheet names it, so that who is told of a mistake finds it.
 */
@NullMarked
package org.vigil.duty.sheet;

import org.jspecify.annotations.NullMarked;
