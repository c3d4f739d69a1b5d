package org.vigil.reporting.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vigil.reporting.escalation.domain.Leads;
import org.vigil.reporting.escalation.domain.Level;
import org.vigil.reporting.escalation.domain.SignalKind;
import org.vigil.reporting.expectation.domain.Occasion;

class LeadsTest {

  @ParameterizedTest
  @EnumSource
  void what_a_department_did_not_report_is_a_lead_that_it_does_not_see(Occasion occasion) {
    SignalKind missed = OwnSignals.missed(occasion);

    assertThat(Leads.isLead(missed.name())).isTrue();
    assertThat(missed.copies()).doesNotContain(Level.L1);
    assertThat(missed.entry()).isNotEqualTo(Level.L1);
  }
}
