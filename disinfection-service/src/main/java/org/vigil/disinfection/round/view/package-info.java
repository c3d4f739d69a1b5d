/** Zones, rounds and days as rows. */
@NullMarked
package org.vigil.disinfection.round.view;

import org.jspecify.annotations.NullMarked;
