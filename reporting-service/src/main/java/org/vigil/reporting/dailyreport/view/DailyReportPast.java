package org.vigil.reporting.dailyreport.view;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Personal.Mask;
import org.vigil.eventsourcing.Recorded;
import org.vigil.reporting.dailyreport.domain.Counts;
import org.vigil.reporting.dailyreport.domain.DailyReportEvent;
import org.vigil.reporting.dailyreport.domain.DailyReportEvent.DailyReportContradicted;
import org.vigil.reporting.dailyreport.domain.DailyReportEvent.DailyReportCorrected;
import org.vigil.reporting.dailyreport.domain.DailyReportEvent.DailyReportExempted;
import org.vigil.reporting.dailyreport.domain.DailyReportEvent.DailyReportExpected;
import org.vigil.reporting.dailyreport.domain.DailyReportEvent.DailyReportFactNoted;
import org.vigil.reporting.dailyreport.domain.DailyReportEvent.DailyReportFactWithdrawn;
import org.vigil.reporting.dailyreport.domain.DailyReportEvent.DailyReportMissed;
import org.vigil.reporting.dailyreport.domain.DailyReportEvent.DailyReportOverdue;
import org.vigil.reporting.dailyreport.domain.DailyReportEvent.DailyReportReminded;
import org.vigil.reporting.dailyreport.domain.DailyReportEvent.DailyReportSubmitted;
import org.vigil.reporting.dailyreport.domain.DailyReportEvent.DailyReportTakenByPhone;
import org.vigil.reporting.dailyreport.domain.DailyReportEvent.ZeroReportSubmitted;
import org.vigil.reporting.dailyreport.domain.HealthFact;
import org.vigil.reporting.dailyreport.domain.Signature;
import org.vigil.reporting.dailyreport.view.DailyReports.Fact;
import org.vigil.reporting.dailyreport.view.DailyReports.Report;

/**
 * A daily report as its events tell it, up to any of them; {@link DailyReportView} says the same of
 * the last.
 */
public final class DailyReportPast {

  private final Recorded<DailyReportEvent> first;
  private final int version;
  private final Map<String, Fact> facts = new LinkedHashMap<>();
  private boolean owed;
  private String status = "NOT_OWED";
  private boolean missed;
  private boolean takenByPhone;
  private int corrections;
  private boolean correctedAfterCutOff;
  private @Nullable Instant dueAt;
  private @Nullable Instant submittedAt;
  private @Nullable Long lateBySeconds;
  private @Nullable Counts counts;
  private @Nullable Signature signature;
  private @Nullable Instant contradictedAt;
  private @Nullable String exemption;
  private @Nullable String exemptionKind;

  private DailyReportPast(List<Recorded<DailyReportEvent>> known) {
    this.first = known.getFirst();
    this.version = known.getLast().version();
    known.forEach(this::apply);
  }

  /** What had come about by these events of its stream; empty without any. */
  public static Optional<DailyReportPast> of(List<Recorded<DailyReportEvent>> known) {
    return known.isEmpty() ? Optional.empty() : Optional.of(new DailyReportPast(known));
  }

  private void apply(Recorded<DailyReportEvent> recorded) {
    switch (recorded.event()) {
      case DailyReportExpected it -> {
        owed = true;
        dueAt = it.dueAt();
        status = status.equals("NOT_OWED") ? "OWED" : status;
      }
      case DailyReportReminded _ -> {}
      case DailyReportTakenByPhone _ -> takenByPhone = true;
      case DailyReportOverdue _ -> status = "OVERDUE";
      case DailyReportMissed _ -> {
        status = "MISSED";
        missed = true;
      }
      case DailyReportSubmitted it ->
          submitted(it.counts(), it.signature(), it.submittedAt(), it.dueAt(), it.lateBy());
      case ZeroReportSubmitted it ->
          submitted(it.counts(), it.signature(), it.submittedAt(), it.dueAt(), it.lateBy());
      case DailyReportCorrected it -> {
        counts = it.counts();
        signature = it.signature();
        takenByPhone = false;
        corrections++;
        correctedAfterCutOff |= it.afterCutOff();
      }
      case DailyReportExempted it -> {
        status = "EXEMPT";
        owed = false;
        dueAt = it.dueAt();
        exemption = it.exemption();
        exemptionKind = it.kind().name();
      }
      case DailyReportFactNoted it -> note(it.fact());
      case DailyReportFactWithdrawn it -> {
        facts.remove(key(it.fact()));
        if (it.agrees()) {
          contradictedAt = null;
          facts.replaceAll((_, fact) -> held(fact, false));
        }
      }
      case DailyReportContradicted it -> {
        contradictedAt = contradictedAt == null ? recorded.recordedAt() : contradictedAt;
        it.facts()
            .forEach(fact -> facts.computeIfPresent(key(fact), (_, noted) -> held(noted, true)));
      }
    }
  }

  private void submitted(Counts said, Signature by, Instant at, Instant cutOff, Duration lateBy) {
    status = "SUBMITTED";
    submittedAt = at;
    dueAt = cutOff;
    lateBySeconds = lateBy.plusNanos(999_999_999).toSeconds();
    counts = said;
    signature = by;
    takenByPhone = false;
  }

  /** The newest word of a record; what was held against the report stays so. */
  private void note(HealthFact fact) {
    Fact before = facts.get(key(fact));
    facts.put(
        key(fact),
        new Fact(
            fact.kind().name(), fact.id(), fact.knownAt(), before != null && before.contradicts()));
  }

  private static Fact held(Fact fact, boolean contradicts) {
    return new Fact(fact.kind(), fact.id(), fact.knownAt(), contradicts);
  }

  private static String key(HealthFact fact) {
    return fact.kind() + "/" + fact.id();
  }

  /** The report as it stood, the signer's name masked. */
  public Report report() {
    Counts said = counts;
    Signature by = signature;
    String department = first.event().department();
    LocalDate day = first.event().day();
    return new Report(
        first.stream().key(),
        version,
        first.position(),
        department,
        day,
        owed,
        status,
        dueAt,
        missed,
        submittedAt,
        lateBySeconds,
        said == null ? null : said.present(),
        said == null ? null : said.absent(),
        said == null ? null : said.symptoms(),
        said == null ? null : said.contacts(),
        said == null ? null : said.returnees(),
        by == null ? null : Mask.NAME.of(by.name()),
        by == null ? null : by.as().name(),
        takenByPhone,
        corrections,
        correctedAfterCutOff,
        contradictedAt,
        exemption,
        exemptionKind);
  }

  /** What was known of the department that day. */
  public List<Fact> facts() {
    return facts.values().stream()
        .sorted(Comparator.comparing(Fact::knownAt).thenComparing(Fact::id))
        .limit(DailyReports.MAX_FACTS)
        .toList();
  }
}
