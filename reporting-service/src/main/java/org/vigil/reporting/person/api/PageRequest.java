package org.vigil.reporting.person.api;

import org.jspecify.annotations.Nullable;
import org.vigil.edge.Page;
import org.vigil.edge.Problem;

/**
 * Which part of a list, the newest first.
 *
 * @param before the position in the log behind which the last page ended
 */
public record PageRequest(int limit, long before) {

  /** How {@code limit} is described. */
  public static final String LIMIT = "每页条数，1 至 200，默认 50 / Page size, 1 to 200, 50 by default";

  /** How {@code after} is described. */
  public static final String AFTER = "上一页的 next / What the last page gave as next";

  private static final int DEFAULT_LIMIT = 50;

  /** Reads the query's {@code limit} and {@code after}; 400 if they are malformed. */
  public static PageRequest of(@Nullable String limit, @Nullable String after) {
    return new PageRequest(
        (int) number(limit, DEFAULT_LIMIT, "[1-9][0-9]{0,4}"),
        number(after, Long.MAX_VALUE, "[1-9][0-9]{0,17}"));
  }

  private static long number(@Nullable String text, long otherwise, String format) {
    if (text == null) {
      return otherwise;
    }
    if (!text.matches(format)) {
      throw Problem.of(400, "page-malformed");
    }
    return Long.parseLong(text);
  }

  /** How many rows to read for it. */
  public int rows() {
    return Page.rows(limit);
  }
}
