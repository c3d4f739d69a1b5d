package org.vigil.duty.directory.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigil.duty.directory.domain.Department.Arrangement;
import org.vigil.duty.directory.domain.Department.DepartmentArranged;
import org.vigil.duty.directory.domain.Department.DepartmentDefined;
import org.vigil.duty.directory.domain.Department.Post;
import org.vigil.duty.directory.domain.Person.ContactVerificationLapsed;
import org.vigil.duty.directory.domain.Person.ContactVerified;
import org.vigil.duty.directory.domain.Person.LeaveCancelled;
import org.vigil.duty.directory.domain.Person.LeaveRegistered;
import org.vigil.duty.directory.domain.Person.PersonLeft;
import org.vigil.duty.directory.domain.Person.PersonRegistered;
import org.vigil.eventsourcing.Recorded;

/**
 * What was true of the directory. What is first said of a department, a person or an exit is taken
 * to have been so before, as nobody says since when; what is said later holds from then. What says
 * its own time, a post, a hand-over or a departure, holds then, whenever it was entered.
 */
public final class DirectoryInHindsight {

  private DirectoryInHindsight() {}

  /** A department, with the posts that were held on the day of an instant, by what is known. */
  public static List<Department.Event> department(
      ZoneId zone, Instant instant, List<Recorded<Department.Event>> known) {
    LocalDate day = instant.atZone(zone).toLocalDate();
    List<Department.Event> events = new ArrayList<>();
    String parent = null;
    Arrangement last = null;
    for (Recorded<Department.Event> event : known) {
      switch (event.event()) {
        case DepartmentDefined defined -> {
          if (events.isEmpty() || saidBy(instant, event)) {
            events.add(defined);
          }
        }
        case DepartmentArranged(var arrangement) -> {
          last = arrangement;
          parent = saidBy(instant, event) ? arrangement.parent() : parent;
        }
        case HandoverEvent handover -> events.add(handover);
      }
    }
    if (last != null) {
      events.add(arranged(last, parent, day));
    }
    return events;
  }

  private static DepartmentArranged arranged(
      Arrangement last, @Nullable String parent, LocalDate day) {
    List<Post> held = last.posts().stream().filter(post -> post.holdsOn(day)).toList();
    return new DepartmentArranged(new Arrangement(last.code(), parent, held));
  }

  /** The events of a person whose effects held at an instant. */
  public static List<Person.Event> person(
      ZoneId zone, Instant instant, List<Recorded<Person.Event>> known) {
    List<Person.Event> events = new ArrayList<>();
    for (int i = 0; i < known.size(); i++) {
      Recorded<Person.Event> event = known.get(i);
      boolean held =
          switch (event.event()) {
            case PersonRegistered _ -> i == 0 || saidBy(instant, event);
            case ContactVerified verified -> !verified.at().isAfter(instant);
            case PersonLeft left ->
                !left.on().atStartOfDay(zone).toInstant().isAfter(instant)
                    && !isCorrected(known.subList(i + 1, known.size()));
            case ContactVerificationLapsed _, LeaveRegistered _, LeaveCancelled _ ->
                saidBy(instant, event);
          };
      if (held) {
        events.add(event.event());
      }
    }
    return events;
  }

  /** Whether another day of departure is said before the person is registered again. */
  private static boolean isCorrected(List<Recorded<Person.Event>> later) {
    return later.stream()
        .map(Recorded::event)
        .takeWhile(event -> !(event instanceof PersonRegistered))
        .anyMatch(PersonLeft.class::isInstance);
  }

  /** The events of an exit whose effects held at an instant. */
  public static List<Exit.Event> exit(Instant instant, List<Recorded<Exit.Event>> known) {
    List<Exit.Event> events = new ArrayList<>();
    for (Recorded<Exit.Event> event : known) {
      if (events.isEmpty() || saidBy(instant, event)) {
        events.add(event.event());
      }
    }
    return events;
  }

  private static boolean saidBy(Instant instant, Recorded<?> event) {
    return !event.metadata().occurredAt().isAfter(instant);
  }
}
