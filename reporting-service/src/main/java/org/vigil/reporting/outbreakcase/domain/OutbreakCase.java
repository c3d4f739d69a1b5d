package org.vigil.reporting.outbreakcase.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.CaseContactIdentified;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.CaseOpened;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.CasePersonIdentified;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.Contact;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.ContactListed;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.StepDue;
import org.vigil.reporting.person.domain.Person;

/** A case in its stages. */
public sealed interface OutbreakCase {

  record NotOpened() implements OutbreakCase {}

  record Open(CaseRecord record) implements OutbreakCase {}

  record Closed(CaseRecord record) implements OutbreakCase {}

  /** The case as it stands; empty before it is opened. */
  default Optional<CaseRecord> opened() {
    return switch (this) {
      case NotOpened _ -> Optional.empty();
      case Open(var record) -> Optional.of(record);
      case Closed(var record) -> Optional.of(record);
    };
  }

  /**
   * What is known of a case.
   *
   * @param done when each step was done that has been
   * @param due until when each step is to be done
   * @param overdue the steps that were found late
   * @param contacts the pseudonyms of those listed
   * @param unknown those of them of whom nobody knows who it is, by pseudonym
   * @param formerIds under which people of the case were kept before it was known who they are
   * @param zonesLeft the zones asked for of which disinfection-service has not said that they are
   *     done
   * @param zonesDoneAt the latest time at which one of the others was done; null for none
   */
  record CaseRecord(
      String subjectId,
      String department,
      Person person,
      boolean identified,
      boolean drill,
      Instant knownAt,
      Instant openedAt,
      Map<Step, Instant> done,
      Map<Step, StepDue> due,
      Set<Step> overdue,
      Set<String> contacts,
      Map<String, Contact> unknown,
      Set<String> formerIds,
      Set<String> zonesLeft,
      @Nullable Instant zonesDoneAt) {

    public CaseRecord {
      done = Map.copyOf(done);
      due = Map.copyOf(due);
      overdue = Set.copyOf(overdue);
      contacts = Set.copyOf(contacts);
      unknown = Map.copyOf(unknown);
      formerIds = Set.copyOf(formerIds);
      zonesLeft = Set.copyOf(zonesLeft);
    }

    static CaseRecord of(CaseOpened opened) {
      return new CaseRecord(
              opened.subjectId(),
              opened.department(),
              opened.person(),
              opened.identified(),
              opened.drill(),
              opened.knownAt(),
              opened.openedAt(),
              Map.of(),
              Map.of(),
              Set.of(),
              Set.of(),
              Map.of(),
              Set.of(),
              Set.of(),
              null)
          .owing(opened.due());
    }

    @Nullable Instant doneAt(Step step) {
      return done.get(step);
    }

    /** The steps before the close that have been left out, in order. */
    public List<Step> leftOut() {
      List<Step> left = new ArrayList<>(List.of(Step.values()));
      left.remove(Step.CLOSURE);
      left.removeAll(done.keySet());
      return List.copyOf(left);
    }

    CaseRecord owing(List<StepDue> more) {
      Map<Step, StepDue> all = new EnumMap<>(Step.class);
      all.putAll(due);
      more.forEach(one -> all.put(one.step(), one));
      return with(done, all, overdue);
    }

    CaseRecord having(Step step, Instant at) {
      Map<Step, Instant> all = new EnumMap<>(Step.class);
      all.putAll(done);
      all.put(step, at);
      return with(all, due, overdue);
    }

    CaseRecord late(Step step) {
      Set<Step> all = new HashSet<>(overdue);
      all.add(step);
      return with(done, due, all);
    }

    CaseRecord listing(ContactListed listed) {
      Set<String> all = new HashSet<>(contacts);
      Map<String, Contact> nameless = new HashMap<>(unknown);
      all.add(listed.contact().subjectId());
      if (!listed.identified()) {
        nameless.put(listed.contact().subjectId(), listed.contact());
      }
      return with(all, nameless, formerIds);
    }

    CaseRecord knowing(CaseContactIdentified who) {
      Set<String> all = new HashSet<>(contacts);
      Map<String, Contact> nameless = new HashMap<>(unknown);
      all.remove(who.formerSubjectId());
      all.add(who.contact().subjectId());
      nameless.remove(who.formerSubjectId());
      return with(all, nameless, formerlyAlso(who.formerSubjectId()));
    }

    CaseRecord knowing(CasePersonIdentified who) {
      return new CaseRecord(
          who.subjectId(),
          department,
          who.person(),
          true,
          drill,
          knownAt,
          openedAt,
          done,
          due,
          overdue,
          contacts,
          unknown,
          formerlyAlso(who.formerSubjectId()),
          zonesLeft,
          zonesDoneAt);
    }

    private Set<String> formerlyAlso(String id) {
      Set<String> all = new HashSet<>(formerIds);
      all.add(id);
      return all;
    }

    CaseRecord wanting(List<String> zones) {
      return with(Set.copyOf(zones), null);
    }

    CaseRecord having(String zone, Instant at) {
      Set<String> left = new HashSet<>(zonesLeft);
      left.remove(zone);
      return with(left, later(at));
    }

    /** That time, or the one of a zone that was done later. */
    Instant later(Instant at) {
      return zonesDoneAt == null || at.isAfter(zonesDoneAt) ? at : zonesDoneAt;
    }

    private CaseRecord with(
        Map<Step, Instant> newDone, Map<Step, StepDue> newDue, Set<Step> newOverdue) {
      return new CaseRecord(
          subjectId,
          department,
          person,
          identified,
          drill,
          knownAt,
          openedAt,
          newDone,
          newDue,
          newOverdue,
          contacts,
          unknown,
          formerIds,
          zonesLeft,
          zonesDoneAt);
    }

    private CaseRecord with(
        Set<String> newContacts, Map<String, Contact> newUnknown, Set<String> newFormerIds) {
      return new CaseRecord(
          subjectId,
          department,
          person,
          identified,
          drill,
          knownAt,
          openedAt,
          done,
          due,
          overdue,
          newContacts,
          newUnknown,
          newFormerIds,
          zonesLeft,
          zonesDoneAt);
    }

    private CaseRecord with(Set<String> newZonesLeft, @Nullable Instant newZonesDoneAt) {
      return new CaseRecord(
          subjectId,
          department,
          person,
          identified,
          drill,
          knownAt,
          openedAt,
          done,
          due,
          overdue,
          contacts,
          unknown,
          formerIds,
          newZonesLeft,
          newZonesDoneAt);
    }
  }
}
