/** The parameters with what is in force, decided or not. */
@NullMarked
package org.vigil.reporting.parameter.api;

import org.jspecify.annotations.NullMarked;
