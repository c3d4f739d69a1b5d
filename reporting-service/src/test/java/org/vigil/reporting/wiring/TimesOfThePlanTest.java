package org.vigil.reporting.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.vigil.edge.PolicyDefault;
import org.vigil.reporting.policygap.domain.Unwatched;

/** Each 及时, 定期 and 实时 in the table of the plan is a parameter, or stands in the register. */
class TimesOfThePlanTest {

  /** An obligation's id, its article, its words, and what calls it. */
  private static final Pattern ROW =
      Pattern.compile(
          "^\\| (([0-9.]+)-[a-z]) \\| ([^|]*(?:及时|定期|实时)[^|]*) \\| ([^|]*) \\|", Pattern.MULTILINE);

  private static List<MatchResult> rows(boolean carriedOut) throws IOException {
    return ROW.matcher(Files.readString(Path.of("../docs/plan.md")))
        .results()
        .filter(row -> carriedOut != row.group(4).equals("not yet"))
        .toList();
  }

  @Test
  void what_is_carried_out_has_a_parameter_of_its_article() throws IOException {
    List<String> articles = Parameters.ALL.stream().map(PolicyDefault::article).toList();

    assertThat(rows(true))
        .isNotEmpty()
        .allSatisfy(row -> assertThat(articles).contains(row.group(2)));
  }

  @Test
  void what_nothing_watches_yet_stands_in_the_register_in_the_plans_words() throws IOException {
    List<MatchResult> rows = rows(false);

    assertThat(Stream.of(Unwatched.values()).map(Unwatched::obligation))
        .containsExactlyElementsOf(rows.stream().map(row -> row.group(1)).toList());
    assertThat(Unwatched.values())
        .allSatisfy(it -> assertThat(rows.get(it.ordinal()).group(3)).contains(it.words()));
  }
}
