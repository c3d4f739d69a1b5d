package org.vigil.reporting.wiring;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.runtime.EventSourcing;
import org.vigil.reporting.escalation.domain.ChainRule;
import org.vigil.reporting.escalation.domain.Escalation;
import org.vigil.reporting.escalation.domain.EscalationCommand;
import org.vigil.reporting.escalation.domain.EscalationCommand.EndSnooze;
import org.vigil.reporting.escalation.domain.EscalationCommand.LetOfferPass;
import org.vigil.reporting.escalation.domain.EscalationCommand.LetTimePass;
import org.vigil.reporting.escalation.domain.EscalationDecider;
import org.vigil.reporting.escalation.domain.EscalationEvent;
import org.vigil.reporting.escalation.domain.SignalKind;
import org.vigil.reporting.escalation.domain.Staffing;
import org.vigil.reporting.escalation.policy.WhenReminderArrivesTellDepartment;
import org.vigil.reporting.escalation.policy.WhenSignalArrivesEscalate;
import org.vigil.reporting.escalation.policy.WhenSignalArrivesEscalate.Chain;
import org.vigil.reporting.escalation.view.EscalationFeedView;
import org.vigil.reporting.escalation.view.EscalationPastView;
import org.vigil.reporting.escalation.view.EscalationTimesView;
import org.vigil.reporting.intake.AttendeesMeasuredLate;
import org.vigil.reporting.intake.DailyQuotaCorrected;
import org.vigil.reporting.intake.DepartmentPostVacancyEnded;
import org.vigil.reporting.intake.UnregisteredEntriesAccountedFor;

/** What the chain consists of, without CDI. */
final class EscalationParts {

  private EscalationParts() {}

  /**
   * @param rule the duration in force under a name at an instant
   */
  static Category<EscalationCommand, Escalation, EscalationEvent> category(
      InstantSource clock,
      Function<Instant, Staffing> staffing,
      BiFunction<String, Instant, Duration> rule) {
    return EscalationDecider.category(
        (name, dueAt) ->
            switch (name) {
              case EscalationDecider.OFFER -> new LetOfferPass(dueAt, clock.instant());
              case EscalationDecider.SNOOZE ->
                  new EndSnooze(dueAt, clock.instant(), rule.apply(Parameters.ACK_WITHIN, dueAt));
              // Who is there, and how long they may take, as of the moment that it fell due.
              default ->
                  new LetTimePass(
                      dueAt,
                      clock.instant(),
                      staffing.apply(dueAt),
                      rule.apply(Parameters.ACK_WITHIN, dueAt),
                      rule.apply(Parameters.REMIND_EVERY, dueAt));
            });
  }

  /**
   * @param chainRules how a kind goes through the chain at an instant
   */
  static void contribute(
      EventSourcing.Builder builder,
      InstantSource clock,
      Function<Instant, Staffing> staffing,
      BiFunction<String, Instant, Duration> rule,
      BiFunction<SignalKind, Instant, ChainRule> chainRules) {
    Chain chain =
        new Chain(
            at -> rule.apply(Parameters.ACK_WITHIN, at),
            at -> rule.apply(Parameters.RESOLVE_WITHIN, at),
            chainRules,
            staffing);
    builder
        .category(category(clock, staffing, rule))
        .reads("disinfection", DailyQuotaCorrected.class, AttendeesMeasuredLate.class)
        .reads("duty", DepartmentPostVacancyEnded.class, UnregisteredEntriesAccountedFor.class)
        .follow(new EscalationFeedView())
        .follow(new EscalationPastView())
        .follow(new EscalationTimesView())
        .react(
            new WhenSignalArrivesEscalate(
                "when-signal-arrives-escalate",
                new OwnSignals(),
                new OwnCorrections(),
                new OwnAcknowledgements(),
                chain))
        .react(new WhenReminderArrivesTellDepartment(new DailyReportReminders(), chain))
        .reactReceived(
            new WhenSignalArrivesEscalate(
                "when-received-signal-arrives-escalate",
                new ReceivedSignals(),
                new ReceivedCorrections(),
                WhenSignalArrivesEscalate.UNSIGNED,
                chain));
  }
}
