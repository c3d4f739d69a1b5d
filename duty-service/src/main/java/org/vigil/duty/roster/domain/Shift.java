package org.vigil.duty.roster.domain;

import java.time.Instant;
import org.vigil.duty.calendar.domain.Span;

/**
 * One person's time on duty.
 *
 * @param id unique in the product; the same department, post and time have the same id
 * @param post what the person is on duty for: {@link #DUTY} or the code of a post, an exit's for
 *     example
 * @param subjectId the person's pseudonym
 * @param until exclusive, so that the next shift begins there
 */
public record Shift(String id, String post, String subjectId, Instant from, Instant until) {

  /** 值班: the post that every department keeps day and night (3.1-a). */
  public static final String DUTY = "DUTY";

  /** A shift under the id that follows from where and when it is. */
  public static Shift of(
      String department, String post, String subjectId, Instant from, Instant until) {
    return new Shift(id(department, post, from, 0), post, subjectId, from, until);
  }

  /**
   * The id of a shift.
   *
   * @param beside how many others of the post begin at the same time
   */
  public static String id(String department, String post, Instant from, int beside) {
    String id = department + "." + post + "." + from.getEpochSecond();
    return beside == 0 ? id : id + "." + beside;
  }

  public Span span() {
    return new Span(from, until);
  }

  Shift with(String newSubjectId) {
    return new Shift(id, post, newSubjectId, from, until);
  }
}
