package org.vigil.reporting.wiring;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vigil.eventsourcing.EventType;
import org.vigil.reporting.parameter.domain.CitesRule;

/**
 * Whatever this service tells the leading group is found by a version of a parameter and says by
 * which (decision 0048), or is named here with the reason why there is none to be cited.
 */
class BreachesCiteRulesTest {

  /** Who told, or what somebody did or did not do, is no matter of a time or a number. */
  private static final String A_FACT = "what somebody has said or done";

  /** Somebody has said until when, for this one matter. */
  private static final String OWN_TIME = "the time is the matter's own";

  private static final String AT_ONCE = "there is no time in which it would be right";

  private static final Map<String, String> WITHOUT_PARAMETER =
      Map.ofEntries(
          entry("symptom-reported", A_FACT),
          entry("symptom-report-joined", A_FACT),
          entry("symptom-report-separated", A_FACT),
          entry("close-contact-reported", A_FACT),
          entry("epidemic-area-returnee-reported", A_FACT),
          entry("observed-person-fell-ill", A_FACT),
          entry("outbreak-case-opened", A_FACT),
          entry("dispatch-order-refused", A_FACT),
          entry("high-risk-travel-matched", "a candidate that people review, by a list of the day"),
          entry("daily-report-contradicted", "two counts that do not agree"),
          entry("observation-follow-up-missed", "the day is over"),
          entry("outing-return-overdue", OWN_TIME),
          entry("dispatch-order-overdue", OWN_TIME),
          entry("written-self-criticism-overdue", OWN_TIME),
          entry("outing-unregistered-suspected", AT_ONCE),
          entry("obligation-unassigned-detected", AT_ONCE),
          entry("leading-group-role-vacant", AT_ONCE),
          entry("department-unsupervised", AT_ONCE),
          entry("office-duty-unheld", AT_ONCE),
          entry("policy-gaps-listed", "it is about what nobody has decided"));

  static Stream<Class<?>> told() {
    return Stream.of(new OwnSignals().reads(), new GroupSignals("BGS").reads())
        .flatMap(Set::stream);
  }

  private static String name(Class<?> event) {
    return event.getAnnotation(EventType.class).value();
  }

  @ParameterizedTest
  @MethodSource("told")
  void what_is_found_says_by_which_version_of_a_parameter(Class<?> event) {
    assertThat(CitesRule.class.isAssignableFrom(event))
        .as(name(event))
        .isEqualTo(!WITHOUT_PARAMETER.containsKey(name(event)));
  }

  @Test
  void whatever_needs_no_parameter_is_told() {
    assertThat(told().map(BreachesCiteRulesTest::name).collect(Collectors.toSet()))
        .containsAll(WITHOUT_PARAMETER.keySet());
  }
}
