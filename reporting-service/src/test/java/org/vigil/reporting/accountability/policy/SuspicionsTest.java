package org.vigil.reporting.accountability.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vigil.reporting.accountability.domain.Ground;
import org.vigil.reporting.escalation.domain.Leads;

class SuspicionsTest {

  static List<String> leads() {
    return Leads.kinds();
  }

  @ParameterizedTest
  @MethodSource("leads")
  void what_a_department_did_not_report_is_suspected_by_itself(String kind) {
    assertThat(Suspicions.of(kind))
        .hasValueSatisfying(
            suspected -> assertThat(suspected.ground()).isEqualTo(Ground.REPORTING_BREACH));
  }
}
