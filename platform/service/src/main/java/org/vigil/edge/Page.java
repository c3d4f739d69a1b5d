package org.vigil.edge;

import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param next what to give as {@code after} for the next part; null at the end
 */
public record Page<T>(
    List<T> items,
    @Schema(description = "Give it as `after` for the next page; absent at the end")
        @Nullable String next) {

  /** The most that one page holds. */
  public static final int MAX = 200;

  /** How many rows to ask the database for: one more than the page tells whether there is more. */
  public static int rows(int limit) {
    return Math.clamp(limit, 1, MAX) + 1;
  }

  /**
   * Before which position a page of a list begins that shows the newest first.
   *
   * @param after what the page before gave as {@code next}; null for the first page
   * @throws Problem 400 {@code page-malformed}
   */
  public static long before(@Nullable String after) {
    if (after == null) {
      return Long.MAX_VALUE;
    }
    if (!after.matches("[0-9]{1,18}")) {
      throw Problem.of(400, "page-malformed");
    }
    return Long.parseLong(after);
  }

  /** A page of the rows found with {@link #rows}. */
  public static <R, T> Page<T> of(
      List<R> rows, int limit, Function<R, T> item, Function<R, String> cursor) {
    int size = Math.clamp(limit, 1, MAX);
    boolean more = rows.size() > size;
    List<R> shown = more ? rows.subList(0, size) : rows;
    return new Page<>(
        shown.stream().map(item).toList(), more ? cursor.apply(shown.getLast()) : null);
  }
}
