/** Rosters as departments make them, and who is on duty as everybody asks. */
@NullMarked
package org.vigil.duty.roster.api;

import org.jspecify.annotations.NullMarked;
