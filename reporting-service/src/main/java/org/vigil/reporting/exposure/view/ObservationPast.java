package org.vigil.reporting.exposure.view;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.vigil.eventsourcing.Personal.Mask;
import org.vigil.eventsourcing.Recorded;
import org.vigil.reporting.exposure.domain.HealthObservation;
import org.vigil.reporting.exposure.domain.HealthObservation.FollowUpDay;
import org.vigil.reporting.exposure.domain.HealthObservation.ObservationFollowUpMissed;
import org.vigil.reporting.exposure.domain.HealthObservation.ObservationFollowedUp;
import org.vigil.reporting.exposure.domain.HealthObservation.ObservationMerged;
import org.vigil.reporting.exposure.domain.HealthObservation.ObservationReportJoined;
import org.vigil.reporting.exposure.domain.HealthObservation.ObservationReportPutRight;
import org.vigil.reporting.exposure.domain.HealthObservation.ObservationReportWithdrawn;
import org.vigil.reporting.exposure.domain.HealthObservation.ObservedPersonFellIll;
import org.vigil.reporting.exposure.view.Exposures.Day;

/**
 * A person's observation as its events tell it, up to any of them; {@link ExposureView} says the
 * same of the last.
 */
public final class ObservationPast {

  private final Map<LocalDate, Day> days = new TreeMap<>();
  private final Set<String> reportIds = new TreeSet<>();

  private ObservationPast() {}

  /** The observation that has come about by these events of its stream; an empty one without. */
  public static ObservationPast of(List<Recorded<HealthObservation.Event>> known) {
    ObservationPast then = new ObservationPast();
    known.forEach(recorded -> then.apply(recorded.event()));
    return then;
  }

  /** The day, if somebody was, or had been, to ask after the person on it. */
  public Optional<Day> day(LocalDate day) {
    return Optional.ofNullable(days.get(day));
  }

  /** Every report that it answers, in order. */
  public List<String> reportIds() {
    return List.copyOf(reportIds);
  }

  private void apply(HealthObservation.Event event) {
    switch (event) {
      case ObservationReportJoined it -> {
        add(it.subjectId(), it.department(), it.name(), it.days());
        reportIds.add(it.reportId());
      }
      case ObservationReportPutRight it -> {
        it.dropped().forEach(days::remove);
        add(it.subjectId(), it.department(), it.name(), it.days());
        call(it.department(), it.name());
      }
      case ObservationReportWithdrawn it -> {
        it.dropped().forEach(days::remove);
        call(it.department(), it.name());
        reportIds.remove(it.reportId());
      }
      case ObservationFollowedUp it ->
          days.computeIfPresent(
              it.day(),
              (_, day) ->
                  new Day(
                      day.subjectId(),
                      day.day(),
                      day.department(),
                      day.name(),
                      day.dueAt(),
                      "FOLLOWED_UP",
                      it.finding() == null ? null : it.finding().name(),
                      it.followedUpAt(),
                      it.late()));
      case ObservationFollowUpMissed it ->
          days.computeIfPresent(
              it.day(), (_, day) -> day.followedUpAt() == null ? with(day, "OVERDUE") : day);
      case ObservationMerged _ -> days.values().removeIf(day -> day.followedUpAt() == null);
      case ObservedPersonFellIll _ -> {}
    }
  }

  private void add(String subjectId, String department, String name, List<FollowUpDay> added) {
    for (FollowUpDay day : added) {
      days.putIfAbsent(day.day(), due(subjectId, day.day(), department, name, day.dueAt()));
    }
  }

  private void call(String department, String name) {
    days.replaceAll(
        (_, day) ->
            day.status().equals("DUE")
                ? due(day.subjectId(), day.day(), department, name, day.dueAt())
                : day);
  }

  private static Day due(
      String subjectId, LocalDate day, String department, String name, Instant dueAt) {
    return new Day(subjectId, day, department, Mask.NAME.of(name), dueAt, "DUE", null, null, false);
  }

  private static Day with(Day day, String status) {
    return new Day(
        day.subjectId(),
        day.day(),
        day.department(),
        day.name(),
        day.dueAt(),
        status,
        day.finding(),
        day.followedUpAt(),
        day.late());
  }
}
