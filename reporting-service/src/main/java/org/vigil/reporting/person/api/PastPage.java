package org.vigil.reporting.person.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.vigil.edge.Page;
import org.vigil.reporting.rows.Candidate;

/**
 * A page of a list as it stood at an instant. The view says what there is by now and in which
 * order, as neither changes; each of it is then folded from its stream (decision 0009).
 */
public final class PastPage {

  /**
   * How many streams one answer folds at most. Where fewer were shown by then, the page is shorter
   * and what is left is behind its {@code next}.
   */
  private static final int MOST = 1_000;

  private PastPage() {}

  /** Tells what may have been listed, the newest first. */
  @FunctionalInterface
  public interface Candidates {

    List<Candidate> before(long position, int rows);
  }

  /** Tells whom or what a list may have named, in its order. */
  @FunctionalInterface
  public interface Names {

    List<String> after(String name, int rows);
  }

  /**
   * A page of a list that goes by names and not by positions.
   *
   * @param after the name that the page before ended with; empty for the first page
   * @param then an item as it stood; empty where it was not known, or was not asked for
   */
  public static <T> Page<T> of(
      PageRequest page, String after, Names names, Function<String, Optional<T>> then) {
    int size = page.rows() - 1;
    List<T> items = new ArrayList<>();
    String last = after;
    int folded = 0;
    while (folded < MOST) {
      List<String> some = names.after(last, page.rows());
      for (String name : some) {
        if (items.size() == size) {
          return new Page<>(items, last);
        }
        then.apply(name).ifPresent(items::add);
        last = name;
        folded++;
      }
      if (some.size() < page.rows()) {
        return new Page<>(items, null);
      }
    }
    return new Page<>(items, last);
  }

  /**
   * A page of what was listed.
   *
   * @param then an item as it stood; empty where it was not known, or was not asked for
   */
  public static <T> Page<T> of(
      PageRequest page, Candidates candidates, Function<String, Optional<T>> then) {
    int size = page.rows() - 1;
    List<T> items = new ArrayList<>();
    long before = page.before();
    int folded = 0;
    while (folded < MOST) {
      List<Candidate> some = candidates.before(before, page.rows());
      for (Candidate one : some) {
        if (items.size() == size) {
          return new Page<>(items, Long.toString(before));
        }
        then.apply(one.id()).ifPresent(items::add);
        before = one.position();
        folded++;
      }
      if (some.size() < page.rows()) {
        return new Page<>(items, null);
      }
    }
    return new Page<>(items, Long.toString(before));
  }
}
