package org.vigil.reporting;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.vigil.edge.Mechanism;
import org.vigil.reporting.accountability.domain.CaseRefusal;
import org.vigil.reporting.dailyreport.domain.DailyReportExemption;
import org.vigil.reporting.dailyreport.domain.DailyReportRefusal;
import org.vigil.reporting.dailyreport.domain.DailyReporting;
import org.vigil.reporting.dispatch.domain.DispatchOrder;
import org.vigil.reporting.escalation.domain.EscalationRefusal;
import org.vigil.reporting.expectation.domain.ExpectedReportRefusal;
import org.vigil.reporting.exposure.domain.ExposureReportRefusal;
import org.vigil.reporting.exposure.domain.HealthObservation;
import org.vigil.reporting.feed.domain.FeedConsumer;
import org.vigil.reporting.health.domain.HealthRecord;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup;
import org.vigil.reporting.liaison.domain.ExternalRequest;
import org.vigil.reporting.liaison.domain.Guidance;
import org.vigil.reporting.notice.domain.Directive;
import org.vigil.reporting.notice.domain.Rumour;
import org.vigil.reporting.notice.domain.SituationDigest;
import org.vigil.reporting.obligation.domain.Assignments;
import org.vigil.reporting.obligation.domain.ObligationHandovers;
import org.vigil.reporting.officeduty.domain.OfficeDuty;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseRefusal;
import org.vigil.reporting.outing.domain.OutingRefusal;
import org.vigil.reporting.rule.domain.SignalRules;
import org.vigil.reporting.symptomreport.domain.SymptomReportRefusal;
import org.vigil.reporting.task.domain.Task;
import org.vigil.reporting.webhook.domain.WebhookEndpoint;
import org.vigil.testing.edge.HostileInput;
import org.vigil.testing.edge.OnRealInfrastructure;
import org.vigil.testing.edge.RefusalTexts;
import org.vigil.testing.edge.RolesByOperation;
import org.vigil.testing.edge.ViewTables;
import org.vigil.testing.edge.VigilResource;

/** The service against those who call it wrongly. */
@QuarkusTest
@OnRealInfrastructure(kafka = false)
class ReportingEdgeTest {

  @Inject Mechanism mechanism;
  @Inject AgroalDataSource dataSource;

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @Test
  void every_projection_declares_exactly_the_tables_that_it_writes() throws Exception {
    ViewTables.check(
        mechanism.eventSourcing().followers(),
        dataSource,
        "feed_cursor",
        "feed_acknowledgement",
        "webhook_delivery",
        "webhook_secret");
  }

  @Test
  void every_operation_lets_in_who_it_declares_and_nobody_else() throws IOException {
    RolesByOperation.check(port, VigilResource::token);
  }

  @Test
  void two_thousand_five_hundred_malformed_calls_do_nothing_and_repeat_nothing()
      throws IOException {
    HostileInput.check(
        port,
        VigilResource::token,
        () -> HostileInput.byCallers(mechanism.eventSourcing().own()),
        20261123,
        2500);
  }

  @Test
  void every_refusal_is_told_in_two_languages() {
    RefusalTexts.check(
        Assignments.No.class,
        ObligationHandovers.HandoverRefusal.class,
        CaseRefusal.class,
        SymptomReportRefusal.class,
        OutingRefusal.class,
        ExpectedReportRefusal.class,
        LeadingGroup.No.class,
        OfficeDuty.No.class,
        OutbreakCaseRefusal.class,
        Guidance.No.class,
        ExternalRequest.No.class,
        Directive.No.class,
        SituationDigest.No.class,
        Rumour.No.class,
        DailyReportRefusal.class,
        DailyReporting.No.class,
        DailyReportExemption.No.class,
        ExposureReportRefusal.class,
        HealthObservation.No.class,
        EscalationRefusal.class,
        DispatchOrder.No.class,
        FeedConsumer.No.class,
        SignalRules.No.class,
        WebhookEndpoint.No.class,
        HealthRecord.No.class,
        Task.No.class);
  }
}
