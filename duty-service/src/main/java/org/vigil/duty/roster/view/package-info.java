/** Who is assigned to which shift, now and as it was known at any instant. */
@NullMarked
package org.vigil.duty.roster.view;

import org.jspecify.annotations.NullMarked;
