/**
 * Meals apart over HTTP: a department orders them for its own people, the canteen brings them, and
 * nobody else learns whom they are for.
 */
@NullMarked
package org.vigil.disinfection.meal.api;

import org.jspecify.annotations.NullMarked;
