/** The lists of risk areas as rows, with the entries that are or will be in force. */
@NullMarked
package org.vigil.reporting.riskarea.view;

import org.jspecify.annotations.NullMarked;
