/** Orders of meals as rows, masked: what is to be brought, what came, what was missed. */
@NullMarked
package org.vigil.disinfection.meal.view;

import org.jspecify.annotations.NullMarked;
