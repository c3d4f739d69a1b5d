/** Outings and their candidates as rows; and the one statement that finds new candidates. */
@NullMarked
package org.vigil.reporting.outing.view;

import org.jspecify.annotations.NullMarked;
