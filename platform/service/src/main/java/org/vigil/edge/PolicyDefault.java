package org.vigil.edge;

/**
 * The value of a parameter that nobody has decided yet. The plan says 及时, 定期 or 实时 and no number,
 * so every default is a proposal and is shown as such.
 *
 * @param value an ISO 8601 duration, a whole number, a local time of day ({@code 24:00} for the
 *     day's end), or a local date, as {@code kind} says
 * @param article where the plan asks for it
 */
public record PolicyDefault(String name, Kind kind, String value, String article) {

  /** How a parameter's text is read. */
  public enum Kind {
    DURATION,
    NUMBER,
    TIME_OF_DAY,
    DATE
  }
}
