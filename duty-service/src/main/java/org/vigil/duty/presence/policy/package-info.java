/** What follows for shifts from rosters, from each other, and from the moments when one looks. */
@NullMarked
package org.vigil.duty.presence.policy;

import org.jspecify.annotations.NullMarked;
