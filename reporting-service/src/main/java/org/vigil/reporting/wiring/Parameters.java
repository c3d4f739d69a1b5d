package org.vigil.reporting.wiring;

import static org.vigil.edge.PolicyDefault.Kind.DURATION;
import static org.vigil.edge.PolicyDefault.Kind.NUMBER;
import static org.vigil.edge.PolicyDefault.Kind.TIME_OF_DAY;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;
import org.vigil.edge.Policies;
import org.vigil.edge.PolicyDefault;
import org.vigil.edge.PolicyDefaults;
import org.vigil.reporting.accountability.api.AccountabilityCases;
import org.vigil.reporting.dispatch.api.DispatchOrderResource;
import org.vigil.reporting.escalation.api.Escalations;
import org.vigil.reporting.expectation.policy.WhenReportDeniesFeverSuspectFalseReport;
import org.vigil.reporting.feed.api.FeedConsumers;
import org.vigil.reporting.intake.WhenSomebodyIsIllExpectReport;
import org.vigil.reporting.intake.WhenStockIssuedForSomebodyExpectReport;
import org.vigil.reporting.symptomreport.api.SymptomReportResource;

/** Every parameter of the plan, of all services: they are decided here. */
@ApplicationScoped
class Parameters {

  static final String ACK_WITHIN = "reporting.escalation-ack-within";
  static final String RESOLVE_WITHIN = "reporting.escalation-resolve-within";
  static final String REMIND_EVERY = "reporting.remind-every";

  private static final List<PolicyDefault> OWN =
      List.of(
          new PolicyDefault(ACK_WITHIN, DURATION, "PT15M", "4.2"),
          new PolicyDefault(RESOLVE_WITHIN, DURATION, "PT24H", "4.2"),
          new PolicyDefault(REMIND_EVERY, DURATION, "PT30M", "4.2"),
          new PolicyDefault(DispatchOrderResource.ANSWER_WITHIN, DURATION, "PT30M", "2"),
          new PolicyDefault(Escalations.ACCEPT_WITHIN, DURATION, "PT30M", "5"),
          new PolicyDefault(Escalations.SUSPECT_AFTER_OFFERS, NUMBER, "3", "5"),
          new PolicyDefault(Escalations.SNOOZE_AT_MOST, DURATION, "P7D", "4.2"),
          new PolicyDefault(FeedConsumers.SILENT_AFTER, DURATION, "PT10M", "4.2"),
          new PolicyDefault(FeedWiring.WEBHOOK_DEAD_AFTER, DURATION, "PT1H", "4.2"),
          new PolicyDefault(ReportsParts.SYMPTOM_REPORT_WITHIN, DURATION, "PT30M", "3.11"),
          new PolicyDefault(SymptomReportResource.ONE_ILLNESS, DURATION, "P7D", "3.11"),
          new PolicyDefault(ReportsParts.FEVER_REPORT_WITHIN, DURATION, "PT30M", "3.3"),
          new PolicyDefault(WhenSomebodyIsIllExpectReport.REPORT_WITHIN, DURATION, "PT2H", "3.11"),
          new PolicyDefault(
              WhenStockIssuedForSomebodyExpectReport.REPORT_WITHIN, DURATION, "PT30M", "3.11"),
          new PolicyDefault(WhenReportDeniesFeverSuspectFalseReport.WITHIN, DURATION, "PT4H", "5"),
          new PolicyDefault(ReportsParts.RISK_TRAVEL_REPORT_WITHIN, DURATION, "PT30M", "3.4"),
          new PolicyDefault(KeptApartParts.MEALS_REPORT_WITHIN, DURATION, "PT30M", "3.8"),
          new PolicyDefault(KeptApartParts.DISINFECTION_REPORT_WITHIN, DURATION, "PT30M", "3.6"),
          new PolicyDefault(ReportsParts.OUTING_LOOK_BACK, DURATION, "P14D", "3.4"),
          new PolicyDefault(AccountabilityCases.STATEMENT_WITHIN, DURATION, "P3D", "5"),
          new PolicyDefault(AccountabilityCases.SELF_CRITICISM_WITHIN, DURATION, "P7D", "5"),
          new PolicyDefault(AccountabilityParts.REPEATED_MISSES, NUMBER, "3", "5"),
          new PolicyDefault(AccountabilityParts.REPEATED_MISSES_WINDOW, DURATION, "P30D", "5"),
          new PolicyDefault(ReportsParts.RISK_LEVELS, NUMBER, "2", "3.4"),
          DailyReportParts.CUT_OFF,
          DailyReportParts.REMIND_BEFORE,
          DailyReportParts.MISSED_AFTER,
          ExposureParts.REPORT_WITHIN,
          ExposureParts.CLOSE_CONTACT_DAYS,
          ExposureParts.SECONDARY_CONTACT_DAYS,
          ExposureParts.SECONDARY_CONTACTS_UNTIL,
          ExposureParts.RETURNEE_DAYS,
          new PolicyDefault(ReportsParts.FEVER_THRESHOLD, NUMBER, "373", "3.3"),
          new PolicyDefault("duty.fever-at-threshold", NUMBER, "1", "3.3"),
          new PolicyDefault("duty.thermometer-required", NUMBER, "0", "3.3"),
          new PolicyDefault("duty.visitors-leave-by", TIME_OF_DAY, "20:00", "3.3"),
          new PolicyDefault("duty.gate-count-compare-after", DURATION, "PT30M", "3.3"),
          new PolicyDefault("duty.handover-answer-within", DURATION, "PT24H", "4.2"),
          new PolicyDefault("duty.muster-first-warning", DURATION, "PT15M", "3.1"),
          new PolicyDefault("duty.muster-second-warning", DURATION, "PT30M", "3.1"),
          new PolicyDefault("duty.calendar-known-ahead", DURATION, "P30D", "3.3"),
          new PolicyDefault("duty.contact-check-ahead", DURATION, "P3D", "3.1"),
          new PolicyDefault("duty.gap-forecast-ahead", DURATION, "P7D", "3.1"),
          new PolicyDefault("duty.gap-imminent-within", DURATION, "PT24H", "3.1"),
          new PolicyDefault("duty.longest-shift", DURATION, "PT24H", "3.1"),
          new PolicyDefault("duty.rest-between-shifts", DURATION, "PT10H", "3.1"),
          new PolicyDefault("duty.working-day-begins-at", TIME_OF_DAY, "08:00", "3.3"),
          new PolicyDefault("duty.working-day-ends-at", TIME_OF_DAY, "18:00", "3.3"),
          new PolicyDefault("duty.unguarded-head-after", DURATION, "PT5M", "3.3"),
          new PolicyDefault("duty.unguarded-office-after", DURATION, "PT15M", "3.3"),
          new PolicyDefault("duty.guard-check-in-holds", DURATION, "PT12H", "3.3"),
          new PolicyDefault("duty.check-in-before", DURATION, "PT1H", "3.1"),
          new PolicyDefault("duty.check-in-grace", DURATION, "PT10M", "3.1"),
          new PolicyDefault("duty.check-out-forgotten-after", DURATION, "PT2H", "3.1"),
          new PolicyDefault("duty.probes-per-shift", NUMBER, "2", "3.1"),
          new PolicyDefault("duty.probe-answer-within", DURATION, "PT10M", "3.1"),
          new PolicyDefault("duty.missed-probes-for-lead", NUMBER, "2", "3.1"),
          new PolicyDefault("duty.drill-answer-within", DURATION, "PT10M", "3.1"),
          new PolicyDefault("duty.missed-drills-repeated", NUMBER, "2", "3.1"),
          new PolicyDefault("duty.missed-drills-window", DURATION, "P30D", "3.1"),
          new PolicyDefault("duty.drill-lines-every-days", NUMBER, "0", "3.1"),
          new PolicyDefault("duty.drill-mobiles-every-days", NUMBER, "0", "3.1"),
          new PolicyDefault("duty.drill-draw-every-days", NUMBER, "0", "3.1"),
          new PolicyDefault("duty.scheduled-drill-mobiles", NUMBER, "20", "3.1"),
          new PolicyDefault("duty.anomaly-handle-within", DURATION, "PT2H", "3.1"),
          new PolicyDefault("duty.anomaly-report-within", DURATION, "PT30M", "3.1"),
          new PolicyDefault("disinfection.round-spacing", DURATION, "PT2H", "3.7"),
          new PolicyDefault("disinfection.at-risk-margin", DURATION, "PT30M", "3.7"),
          new PolicyDefault("disinfection.day-closes-at", TIME_OF_DAY, "24:00", "3.7"),
          new PolicyDefault("disinfection.terminal-disinfection-within", DURATION, "PT4H", "3.6"),
          new PolicyDefault("disinfection.separate-breakfast-by", TIME_OF_DAY, "09:00", "3.8"),
          new PolicyDefault("disinfection.separate-lunch-by", TIME_OF_DAY, "13:30", "3.8"),
          new PolicyDefault("disinfection.separate-dinner-by", TIME_OF_DAY, "19:30", "3.8"),
          new PolicyDefault("disinfection.meeting-turn-round", DURATION, "PT30M", "3.9"),
          new PolicyDefault("disinfection.ppe-check-grace", DURATION, "PT30M", "3.11"),
          Policies.PERSONAL_DATA_RETENTION);

  static final List<PolicyDefault> ALL =
      Stream.of(OWN, GroupParts.PARAMETERS).flatMap(List::stream).toList();

  @Produces
  @Singleton
  PolicyDefaults all() {
    return new PolicyDefaults(ALL);
  }
}
