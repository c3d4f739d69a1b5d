/**
 * The past of a stream. Two questions, in the words of the literature on bitemporal data: {@code
 * asOf}, what was recorded by an instant (transaction time), and {@code validAt}, what was true at
 * an instant by all that is known (valid time). See docs/decisions/0009.
 */
@NullMarked
package org.vigil.eventsourcing.past;

import org.jspecify.annotations.NullMarked;
