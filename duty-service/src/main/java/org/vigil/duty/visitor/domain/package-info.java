/**
 * A visitor at an exit (3.3-c, 3.3-d, 3.3-e): who comes, with what temperature, with or without a
 * mask. The rules let in or refuse at once; a guard who lets somebody in all the same says why, and
 * the office hears of it. A fever is a fact of its own, for which somebody owes a report.
 */
@NullMarked
package org.vigil.duty.visitor.domain;

import org.jspecify.annotations.NullMarked;
