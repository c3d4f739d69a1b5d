/**
 * The list of risk areas in force, replaced as a whole from an instant. What counts as medium or
 * high, and how small an area is, has changed with every edition of the national rules: the product
 * takes the level that the list says. A list that comes into force is matched anew against every
 * open and recent outing.
 */
@NullMarked
package org.vigil.reporting.riskarea.domain;

import org.jspecify.annotations.NullMarked;
