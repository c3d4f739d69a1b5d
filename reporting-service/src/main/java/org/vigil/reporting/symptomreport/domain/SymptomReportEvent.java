package org.vigil.reporting.symptomreport.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.EventType;
import org.vigil.eventsourcing.Personal;
import org.vigil.eventsourcing.Personal.Mask;
import org.vigil.eventsourcing.Reveal;
import org.vigil.eventsourcing.Upcaster;
import org.vigil.reporting.parameter.domain.CitedNoRule;
import org.vigil.reporting.parameter.domain.CitesRule;
import org.vigil.reporting.parameter.domain.Rule;
import org.vigil.reporting.person.domain.Channel;
import org.vigil.reporting.person.domain.NobodyWasUnknown;
import org.vigil.reporting.person.domain.Person;
import org.vigil.reporting.symptomreport.domain.OneIllness.Earlier;

/** What happens to a symptom report. The stream's key is the report's id. */
public sealed interface SymptomReportEvent {

  /**
   * A department has told the office (3.11-b).
   *
   * @param identified false while nobody knows more of the person than a name
   * @param channel by which way the office has heard; nobody said so in version 1
   * @param reportedAt the server's clock when the report came in
   * @param signal the visit that made the department look, if it says so
   * @param earlier what was reported of the same illness before, with which it is one matter; null
   *     for nothing, and in versions 1 and 2, where each report was a matter of its own
   */
  @EventType(
      value = "symptom-reported",
      version = 3,
      upcasters = {NobodyWasUnknown.class, EachWasItsOwnMatter.class})
  record SymptomReported(
      String subjectId,
      String department,
      Person person,
      boolean identified,
      @Nullable Channel channel,
      Observation observation,
      Instant reportedAt,
      @Nullable String signal,
      @Nullable Earlier earlier)
      implements SymptomReportEvent {}

  /**
   * It is of the illness that another report was the first to tell of, which nobody could know when
   * it came: one matter for the office.
   *
   * @param matter that report
   */
  @EventType("symptom-report-joined")
  record SymptomReportJoined(
      String subjectId, String department, @Personal(mask = Mask.NAME) String name, String matter)
      implements SymptomReportEvent {}

  /** It is a matter of its own after all, as one of the two was put right. */
  @EventType("symptom-report-separated")
  record SymptomReportSeparated(
      String subjectId,
      String department,
      @Personal(mask = Mask.NAME) String name,
      String formerMatter)
      implements SymptomReportEvent {}

  /**
   * 缓报: the department knew and took longer than the rule allowed (5-6). It is a fact about times,
   * not a finding about anybody.
   *
   * @param reportWithin what was allowed when the department knew
   * @param rule by which that was; null in version 1
   */
  @EventType(value = "late-report-detected", version = 2, upcasters = CitedNoRule.class)
  record LateReportDetected(
      String subjectId,
      String department,
      @Personal(mask = Mask.NAME) String name,
      Instant knownAt,
      Instant reportedAt,
      Duration reportWithin,
      Duration lateBy,
      @Nullable Rule rule)
      implements SymptomReportEvent, CitesRule {}

  /** The office has taken note of it. */
  @EventType("report-acknowledged")
  record ReportAcknowledged(String subjectId, String department, @Personal @Nullable String note)
      implements SymptomReportEvent {}

  /**
   * The department has put something right; the whole report as it is now. Without symptoms it says
   * that there are none.
   *
   * @param formerSubjectId whom it had been about, where that was somebody else; nobody said so in
   *     version 1
   * @param identified whether it is known who the person is
   * @param matter the report with which it was one matter until now; null for itself
   */
  @EventType(
      value = "report-corrected",
      version = 4,
      upcasters = {
        DidNotSayWhomItHadBeenAbout.class,
        NobodyWasUnknown.class,
        EachWasItsOwnMatter.class
      })
  record ReportCorrected(
      String subjectId,
      String department,
      Person person,
      Observation observation,
      @Personal String reason,
      @Nullable String formerSubjectId,
      boolean identified,
      @Nullable String matter)
      implements SymptomReportEvent {}

  /**
   * Now it is known who it is; the whole report, which is the person's own from now on.
   *
   * @param formerSubjectId under which the person was kept until now
   */
  @EventType("symptomatic-person-identified")
  record SymptomaticPersonIdentified(
      String subjectId,
      String department,
      Person person,
      Observation observation,
      Instant reportedAt,
      String formerSubjectId)
      implements SymptomReportEvent {}

  /** Somebody of the office has looked at the personal data, and why; the envelope says who. */
  @EventType("report-revealed")
  record ReportRevealed(String subjectId, String department, @Personal String purpose)
      implements SymptomReportEvent, Reveal {}

  /** Two reports of one illness were two matters. */
  final class EachWasItsOwnMatter implements Upcaster {
    @Override
    public Map<String, Object> upcast(Map<String, Object> fields) {
      return fields;
    }
  }

  /** Only the stream knew it. */
  final class DidNotSayWhomItHadBeenAbout implements Upcaster {
    @Override
    public Map<String, Object> upcast(Map<String, Object> fields) {
      return fields;
    }
  }
}
