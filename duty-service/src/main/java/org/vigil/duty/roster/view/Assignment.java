package org.vigil.duty.roster.view;

import java.time.Instant;
import org.vigil.duty.calendar.domain.Span;

/**
 * One person's assignment to one shift, by a published roster.
 *
 * @param roster the key of the roster that it belongs to
 * @param post {@code DUTY} or the code of a post
 * @param until exclusive
 */
public record Assignment(
    String shiftId,
    String roster,
    String department,
    String post,
    String subjectId,
    Instant from,
    Instant until) {

  public Span span() {
    return new Span(from, until);
  }
}
