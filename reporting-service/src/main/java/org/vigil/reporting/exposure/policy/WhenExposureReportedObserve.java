package org.vigil.reporting.exposure.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.vigil.eventsourcing.Policy;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;
import org.vigil.reporting.exposure.domain.ExposureReportEvent.CloseContactReported;
import org.vigil.reporting.exposure.domain.ExposureReportEvent.EpidemicAreaReturneeReported;
import org.vigil.reporting.exposure.domain.ExposureReportEvent.ExposedPersonIdentified;
import org.vigil.reporting.exposure.domain.ExposureReportEvent.ExposureReportCorrected;
import org.vigil.reporting.exposure.domain.ExposureReportEvent.Mistaken;
import org.vigil.reporting.exposure.domain.HealthObservation;
import org.vigil.reporting.exposure.domain.HealthObservation.FollowUpDay;
import org.vigil.reporting.exposure.domain.HealthObservation.MergeInto;
import org.vigil.reporting.exposure.domain.HealthObservation.Observe;
import org.vigil.reporting.exposure.domain.HealthObservation.WithdrawReport;

/**
 * Whoever was exposed is asked after on each day of the period that the rule gives, counted from
 * the last exposure. Days that had passed when the office heard of it are nobody's omission. A
 * report that is put right asks for its days anew, of the person whom it is about now.
 */
public final class WhenExposureReportedObserve implements Policy {

  private final ZoneId zone;

  public WhenExposureReportedObserve(ZoneId zone) {
    this.zone = zone;
  }

  @Override
  public String name() {
    return "when-exposure-reported-observe";
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(
        CloseContactReported.class,
        EpidemicAreaReturneeReported.class,
        ExposureReportCorrected.class,
        ExposedPersonIdentified.class);
  }

  @Override
  public List<Intent<?>> react(Recorded<Object> recorded) {
    return switch (recorded.event()) {
      case CloseContactReported it ->
          List.of(
              observe(
                  recorded,
                  it.subjectId(),
                  it.department(),
                  it.person().name(),
                  it.exposure().lastExposedAt(),
                  it.observeDays()));
      case EpidemicAreaReturneeReported it ->
          List.of(
              observe(
                  recorded,
                  it.subjectId(),
                  it.department(),
                  it.person().name(),
                  it.exposure().lastExposedAt(),
                  it.observeDays()));
      case ExposureReportCorrected it -> {
        Intent<?> observe =
            observe(
                recorded,
                it.subjectId(),
                it.department(),
                it.person().name(),
                it.exposure().lastExposedAt(),
                it.observeDays());
        Mistaken mistaken = it.mistaken();
        yield mistaken == null
            ? List.of(observe)
            : List.of(
                observe,
                new Intent<>(
                    stream(mistaken.formerSubjectId()),
                    new WithdrawReport(recorded.stream().key(), today(recorded))));
      }
      case ExposedPersonIdentified it ->
          List.of(
              observe(
                  recorded,
                  it.subjectId(),
                  it.department(),
                  it.person().name(),
                  it.lastExposedAt(),
                  it.observeDays()),
              new Intent<>(stream(it.formerSubjectId()), new MergeInto(it.subjectId())));
      default -> List.of();
    };
  }

  private Intent<?> observe(
      Recorded<Object> recorded,
      String subjectId,
      String department,
      String name,
      Instant lastExposedAt,
      int observeDays) {
    LocalDate today = today(recorded);
    LocalDate exposed = LocalDate.ofInstant(lastExposedAt, zone);
    List<FollowUpDay> days =
        LongStream.rangeClosed(1, observeDays)
            .mapToObj(exposed::plusDays)
            .filter(day -> !day.isBefore(today))
            .map(day -> new FollowUpDay(day, day.plusDays(1).atStartOfDay(zone).toInstant()))
            .toList();
    return new Intent<>(
        stream(subjectId),
        new Observe(subjectId, department, name, recorded.stream().key(), today, days));
  }

  private LocalDate today(Recorded<Object> recorded) {
    return LocalDate.ofInstant(recorded.recordedAt(), zone);
  }

  private static StreamId stream(String subjectId) {
    return new StreamId(HealthObservation.CATEGORY.name(), subjectId);
  }
}
