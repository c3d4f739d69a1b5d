package org.vigil.reporting.wiring;

import static org.vigil.edge.PolicyDefault.Kind.DURATION;
import static org.vigil.edge.PolicyDefault.Kind.NUMBER;
import static org.vigil.edge.PolicyDefault.Kind.TIME_OF_DAY;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import org.vigil.edge.Policies;
import org.vigil.edge.PolicyDefault;
import org.vigil.edge.PolicyDefaults;
import org.vigil.reporting.dispatch.api.DispatchOrderResource;
import org.vigil.reporting.escalation.api.Escalations;
import org.vigil.reporting.feed.api.FeedConsumers;

/** Every parameter of the plan, of all services: they are decided here. */
@ApplicationScoped
class Parameters {

  static final String ACK_WITHIN = "reporting.escalation-ack-within";
  static final String RESOLVE_WITHIN = "reporting.escalation-resolve-within";
  static final String REMIND_EVERY = "reporting.remind-every";

  static final List<PolicyDefault> ALL =
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
          new PolicyDefault(ReportsParts.FEVER_REPORT_WITHIN, DURATION, "PT30M", "3.3"),
          new PolicyDefault(ReportsParts.OUTING_LOOK_BACK, DURATION, "P14D", "3.4"),
          new PolicyDefault("duty.fever-threshold-tenths", NUMBER, "373", "3.3"),
          new PolicyDefault("disinfection.round-spacing", DURATION, "PT2H", "3.7"),
          new PolicyDefault("disinfection.at-risk-margin", DURATION, "PT30M", "3.7"),
          new PolicyDefault("disinfection.day-closes-at", TIME_OF_DAY, "24:00", "3.7"),
          Policies.PERSONAL_DATA_RETENTION);

  @Produces
  @Singleton
  PolicyDefaults all() {
    return new PolicyDefaults(ALL);
  }
}
