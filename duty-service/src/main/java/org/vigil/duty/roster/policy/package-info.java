/** Carries out what the rosters of two months have agreed on. */
@NullMarked
package org.vigil.duty.roster.policy;

import org.jspecify.annotations.NullMarked;
