package org.vigil.reporting.parameter.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was found by a rule and says by which: the version that held when the time began to run. */
public interface CitesRule {

  /** Null in what was found before it was said. */
  @Nullable Rule rule();

  /** All that it was found by. */
  default List<Rule> rules() {
    Rule rule = rule();
    return rule == null ? List.of() : List.of(rule);
  }
}
