package org.vigil.reporting.wiring;

import java.time.YearMonth;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.vigil.eventsourcing.Recorded;
import org.vigil.reporting.escalation.domain.SignalKind;
import org.vigil.reporting.escalation.domain.Subject;
import org.vigil.reporting.escalation.policy.WhenSignalArrivesEscalate.Signal;
import org.vigil.reporting.escalation.policy.WhenSignalArrivesEscalate.Signals;
import org.vigil.reporting.intake.CalendarYearMissing;
import org.vigil.reporting.intake.CoverageGapDetected;
import org.vigil.reporting.intake.DailyQuotaMissed;
import org.vigil.reporting.intake.DutyHolderContactUnverified;
import org.vigil.reporting.intake.QuotaAtRisk;
import org.vigil.reporting.intake.StockRanLow;
import org.vigil.reporting.intake.StockRanOut;
import org.vigil.reporting.intake.VisitorAdmittedDespiteRefusal;

/** What the other services' facts tell the leading group. */
final class ReceivedSignals implements Signals {

  @Override
  public Set<Class<?>> reads() {
    Set<Class<?>> reads = new HashSet<>(DutySignals.READS);
    reads.addAll(KeptApartSignals.READS);
    reads.addAll(MeetingSignals.READS);
    reads.addAll(PpeSignals.READS);
    reads.addAll(
        Set.of(
            StockRanLow.class,
            StockRanOut.class,
            QuotaAtRisk.class,
            DailyQuotaMissed.class,
            VisitorAdmittedDespiteRefusal.class,
            CalendarYearMissing.class,
            CoverageGapDetected.class,
            DutyHolderContactUnverified.class));
    return reads;
  }

  @Override
  public Optional<Signal> of(Recorded<Object> event) {
    return switch (event.event()) {
      case StockRanLow fact -> item(SignalKind.STOCK_LOW, fact.department(), fact.item());
      case StockRanOut fact -> item(SignalKind.STOCK_OUT, fact.department(), fact.item());
      case QuotaAtRisk fact ->
          zone(SignalKind.QUOTA_AT_RISK, fact.department(), fact.zone(), fact.day().toString());
      case DailyQuotaMissed fact ->
          zone(SignalKind.QUOTA_MISSED, fact.department(), fact.zone(), fact.day().toString());
      case VisitorAdmittedDespiteRefusal fact ->
          Optional.of(
              new Signal(
                  SignalKind.ADMITTED_DESPITE_REFUSAL,
                  fact.department(),
                  new Subject(
                      "visit", fact.visitId(), OwnSignals.masked(fact.name()), fact.subjectId()),
                  ""));
      case CalendarYearMissing fact ->
          Optional.of(
              new Signal(
                  SignalKind.CALENDAR_MISSING,
                  fact.department(),
                  new Subject("calendar", Integer.toString(fact.year()), null, null),
                  ""));
      case CoverageGapDetected fact -> gap(fact);
      case DutyHolderContactUnverified fact ->
          Optional.of(
              new Signal(
                  SignalKind.DUTY_CONTACT_UNVERIFIED,
                  fact.department(),
                  new Subject("person", fact.subjectId(), null, fact.subjectId()),
                  fact.shiftId()));
      default ->
          DutySignals.of(event.event())
              .or(() -> KeptApartSignals.of(event.event()))
              .or(() -> MeetingSignals.of(event.event()))
              .or(() -> PpeSignals.of(event.event()));
    };
  }

  /** What lies ahead is one matter for the month; what is near, and what has begun, for the day. */
  private static Optional<Signal> gap(CoverageGapDetected fact) {
    SignalKind kind =
        switch (fact.nature()) {
          case "FORECAST" -> SignalKind.COVERAGE_GAP_FORECAST;
          case "IMMINENT" -> SignalKind.COVERAGE_GAP_IMMINENT;
          default -> SignalKind.COVERAGE_GAP;
        };
    String period =
        kind == SignalKind.COVERAGE_GAP_FORECAST
            ? YearMonth.from(fact.day()).toString()
            : fact.day().toString();
    return Optional.of(
        new Signal(
            kind,
            fact.department(),
            new Subject("department", fact.department(), null, null),
            period));
  }

  private static Optional<Signal> item(SignalKind kind, String department, String item) {
    return Optional.of(new Signal(kind, department, new Subject("item", item, null, null), ""));
  }

  private static Optional<Signal> zone(
      SignalKind kind, String department, String zone, String day) {
    return Optional.of(new Signal(kind, department, new Subject("zone", zone, null, null), day));
  }
}
