package org.vigil.reporting.exposure.domain;

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
import org.vigil.reporting.person.domain.Person;

/** What happens to a report of somebody exposed. The stream's key is the report's id. */
public sealed interface ExposureReportEvent {

  /**
   * 密接上报: the office has been told of a contact (3.11-b).
   *
   * @param identified false while nobody knows more of the person than a name
   * @param observeDays by the rule in force when it became known; 0 where it asks for none
   */
  @EventType("close-contact-reported")
  record CloseContactReported(
      String subjectId,
      String department,
      Person person,
      boolean identified,
      Exposure exposure,
      Channel channel,
      Instant reportedAt,
      int observeDays)
      implements ExposureReportEvent {}

  /** 疫区返回上报: the office has been told of somebody back from a key area (3.11-b). */
  @EventType("epidemic-area-returnee-reported")
  record EpidemicAreaReturneeReported(
      String subjectId,
      String department,
      Person person,
      boolean identified,
      Exposure exposure,
      Channel channel,
      Instant reportedAt,
      int observeDays)
      implements ExposureReportEvent {}

  /**
   * 缓报: the department knew and took longer than the rule allowed (5-6).
   *
   * @param reportWithin what was allowed when the department knew
   * @param rule by which that was; null in version 1
   */
  @EventType(value = "late-exposure-report-detected", version = 2, upcasters = CitedNoRule.class)
  record LateExposureReportDetected(
      String subjectId,
      String department,
      @Personal(mask = Mask.NAME) String name,
      Instant knownAt,
      Instant reportedAt,
      Duration reportWithin,
      Duration lateBy,
      @Nullable Rule rule)
      implements ExposureReportEvent, CitesRule {}

  /** 办公室签收. */
  @EventType("exposure-report-acknowledged")
  record ExposureReportAcknowledged(
      String subjectId, String department, @Personal @Nullable String note)
      implements ExposureReportEvent {}

  /**
   * The department has put something right; the whole report as it is now.
   *
   * @param mistaken whom it had been about, where that was somebody else
   */
  @EventType(
      value = "exposure-report-corrected",
      version = 2,
      upcasters = WasAlwaysAboutTheSamePerson.class)
  record ExposureReportCorrected(
      String subjectId,
      String department,
      Person person,
      Exposure exposure,
      @Personal String reason,
      int observeDays,
      @Nullable Mistaken mistaken)
      implements ExposureReportEvent {}

  /**
   * The report was about the wrong person.
   *
   * @param formerSubjectId under which that person was kept
   * @param identified whether it is known who the right one is
   */
  record Mistaken(String formerSubjectId, boolean identified) {}

  /**
   * Now it is known who it is.
   *
   * @param formerSubjectId under which the person was kept until now
   */
  @EventType("exposed-person-identified")
  record ExposedPersonIdentified(
      String subjectId,
      String department,
      Person person,
      String formerSubjectId,
      Instant lastExposedAt,
      int observeDays)
      implements ExposureReportEvent {}

  /** Somebody of the office has looked at the personal data, and why; the envelope says who. */
  @EventType("exposure-report-revealed")
  record ExposureReportRevealed(String subjectId, String department, @Personal String purpose)
      implements ExposureReportEvent, Reveal {}

  /** Whoever was corrected stayed who it had been, whatever number the correction gave. */
  final class WasAlwaysAboutTheSamePerson implements Upcaster {
    @Override
    public Map<String, Object> upcast(Map<String, Object> fields) {
      return fields;
    }
  }
}
