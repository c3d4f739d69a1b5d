package org.vigil.reporting.dailyreport.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.vigil.reporting.dailyreport.domain.HealthFact.Kind;

class HealthFactsTest {

  private static final Instant NOW = Instant.parse("2022-11-03T06:05:00Z");

  /** More than lie apart from the others, so that they are put together on the way. */
  private static final int RECORDS = 150;

  /** One step: what is noted of, or withdrawn from, one of the records. */
  record Step(boolean noted, HealthFact fact) {

    static Step of(int number) {
      int record = number % RECORDS;
      int said = number / RECORDS;
      Kind kind = record % 2 == 0 ? Kind.SYMPTOM : Kind.CONTACT;
      return new Step(
          said < 3, new HealthFact(kind, "r" + record / 2, "s" + said, NOW.plusSeconds(said)));
    }
  }

  @Property(tries = 100)
  void the_facts_are_what_was_last_noted_of_each_record_in_that_order(
      @ForAll @Size(min = 200, max = 400) List<@IntRange(max = 4 * RECORDS - 1) Integer> numbers) {
    HealthFacts facts = HealthFacts.NONE;
    List<HealthFact> expected = new ArrayList<>();
    for (int number : numbers) {
      Step step = Step.of(number);
      HealthFacts before = facts;
      List<HealthFact> beforeAll = List.copyOf(before.all());
      expected.removeIf(
          other -> other.kind() == step.fact().kind() && other.id().equals(step.fact().id()));
      if (step.noted()) {
        expected.add(step.fact());
        facts = facts.with(step.fact());
      } else {
        facts = facts.without(step.fact());
      }

      assertThat(facts.all()).containsExactlyElementsOf(expected);
      assertThat(facts.contains(step.fact())).isEqualTo(step.noted());
      assertThat(facts.of(step.fact().kind(), step.fact().id()))
          .isEqualTo(step.noted() ? step.fact() : null);
      assertThat(before.all()).containsExactlyElementsOf(beforeAll);
    }
  }
}
