package org.vigil.eventsourcing;

import java.util.Map;

/**
 * Columns of a read model's table that hold personal data.
 *
 * @param subject the column that holds the pseudonym of whose data it is, or {@link #ofNobody}
 * @param erased each personal column, with the SQL expression that it holds once the person is
 *     forgotten; the same that an event with erased fields would have brought
 */
public record PersonalColumns(String table, String subject, Map<String, String> erased) {

  /** The literal for a text. */
  public static final String TEXT = "'" + Personal.ERASED + "'";

  /**
   * Whose it is that is said about nobody in particular, for the column that tells: the stream's,
   * as {@link Personal} says.
   */
  public static String ofNobody(StreamId stream) {
    return stream.category() + ":" + stream.key();
  }

  /** The expression for a text that may be absent, and then stays so. */
  public static String textIfAny(String column) {
    return "case when " + column + " is not null then " + TEXT + " end";
  }

  public PersonalColumns {
    erased = Map.copyOf(erased);
  }
}
