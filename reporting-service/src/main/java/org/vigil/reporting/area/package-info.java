/**
 * The counties of China by their code of GB/T 2260, as reference data shipped with the service. A
 * destination or a risk area names a county. The code of a province or a city is refused with the
 * reason, and so is a code that is not on the list: where somebody was is never guessed.
 */
@NullMarked
package org.vigil.reporting.area;

import org.jspecify.annotations.NullMarked;
