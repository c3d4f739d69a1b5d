package org.vigil.reporting.dailyreport.domain;

import static org.vigil.eventsourcing.Decision.accept;
import static org.vigil.eventsourcing.Decision.refuse;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.Decider;
import org.vigil.eventsourcing.Decision;
import org.vigil.eventsourcing.EventType;
import org.vigil.eventsourcing.Refusal;
import org.vigil.reporting.dailyreport.domain.DailyReportCommand.ExemptionKind;

/** Days on which some departments owe no report, decided beforehand and with a reason. */
public sealed interface DailyReportExemption {

  Category<Exempt, DailyReportExemption, DailyReportsExempted> CATEGORY =
      Category.of("daily-report-exemption", new Rules(), DailyReportsExempted.class);

  /** Nothing was decided. */
  record None() implements DailyReportExemption {}

  /** It was, and stands. */
  record Decided() implements DailyReportExemption {}

  /**
   * The office decides.
   *
   * @param until the last day
   */
  record Exempt(
      List<String> departments,
      LocalDate from,
      LocalDate until,
      ExemptionKind kind,
      String reason,
      Instant decidedAt) {}

  /**
   * 免报: these departments owe nothing on these days.
   *
   * @param until the last day
   */
  @EventType("daily-reports-exempted")
  record DailyReportsExempted(
      List<String> departments,
      LocalDate from,
      LocalDate until,
      ExemptionKind kind,
      String reason,
      Instant decidedAt) {
    public DailyReportsExempted {
      departments = List.copyOf(departments);
    }
  }

  /** Refused because … */
  enum No implements Refusal {
    EXEMPTION_ALREADY_DECIDED
  }

  /** An exemption is decided once. */
  final class Rules implements Decider<Exempt, DailyReportExemption, DailyReportsExempted> {

    @Override
    public DailyReportExemption initialState() {
      return new None();
    }

    @Override
    public Decision<DailyReportsExempted> decide(Exempt it, DailyReportExemption state) {
      return state instanceof Decided
          ? refuse(No.EXEMPTION_ALREADY_DECIDED)
          : accept(
              new DailyReportsExempted(
                  it.departments(), it.from(), it.until(), it.kind(), it.reason(), it.decidedAt()));
    }

    @Override
    public DailyReportExemption evolve(DailyReportExemption state, DailyReportsExempted event) {
      return new Decided();
    }
  }
}
