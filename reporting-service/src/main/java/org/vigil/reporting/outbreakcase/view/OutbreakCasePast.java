package org.vigil.reporting.outbreakcase.view;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Recorded;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.AuthorityNotified;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.CaseClosed;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.CaseContactIdentified;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.CaseOpened;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.CasePersonIdentified;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.CaseRevealed;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.CaseStepOverdue;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.Contact;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.ContactListed;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.ContactListingCompleted;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.StepDue;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.SubjectIsolated;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.TerminalDisinfectionCompleted;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.TerminalDisinfectionRequested;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.ZoneDisinfected;
import org.vigil.reporting.outbreakcase.domain.Step;
import org.vigil.reporting.outbreakcase.view.OutbreakCases.ContactOf;
import org.vigil.reporting.outbreakcase.view.OutbreakCases.Listed;
import org.vigil.reporting.outbreakcase.view.OutbreakCases.StepOf;
import org.vigil.reporting.parameter.domain.Rule;
import org.vigil.reporting.person.domain.Person;

/**
 * A case as its events tell it, up to any of them; {@link OutbreakCaseView} says the same of the
 * last.
 */
public record OutbreakCasePast(Listed summary, List<StepOf> steps, List<ContactOf> contacts) {

  private record Done(Instant at, Duration lateBy) {}

  private record Listing(Contact contact, boolean identified, Instant at) {}

  /** The case that has come about by these events of its stream; empty without any. */
  public static Optional<OutbreakCasePast> of(List<Recorded<OutbreakCaseEvent>> known) {
    if (known.isEmpty() || !(known.getFirst().event() instanceof CaseOpened opened)) {
      return Optional.empty();
    }
    Map<Step, StepDue> due = new EnumMap<>(Step.class);
    Map<Step, Done> done = new EnumMap<>(Step.class);
    Set<Step> overdue = EnumSet.noneOf(Step.class);
    List<Listing> contacts = new ArrayList<>();
    Person person = opened.person();
    boolean identified = opened.identified();
    CaseClosed closed = null;
    for (Recorded<OutbreakCaseEvent> recorded : known) {
      switch (recorded.event()) {
        case CaseOpened it -> it.due().forEach(one -> due.put(one.step(), one));
        case SubjectIsolated it -> done.put(Step.ISOLATION, new Done(it.at(), it.lateBy()));
        case AuthorityNotified it ->
            done.put(Step.AUTHORITY_NOTICE, new Done(it.at(), it.lateBy()));
        case CasePersonIdentified it -> {
          person = it.person();
          identified = true;
        }
        case ContactListed it ->
            contacts.add(new Listing(it.contact(), it.identified(), recorded.recordedAt()));
        case CaseContactIdentified it -> identify(it, contacts);
        case ContactListingCompleted it ->
            done.put(Step.CONTACT_LISTING, new Done(it.at(), it.lateBy()));
        case TerminalDisinfectionRequested it -> {
          done.put(Step.DISINFECTION_REQUEST, new Done(it.requestedAt(), it.lateBy()));
          due.put(it.due().step(), it.due());
        }
        case TerminalDisinfectionCompleted it ->
            done.put(Step.DISINFECTION, new Done(it.at(), it.lateBy()));
        case CaseStepOverdue it -> overdue.add(it.step());
        case CaseClosed it -> {
          done.put(Step.CLOSURE, new Done(it.at(), it.lateBy()));
          closed = it;
        }
        case ZoneDisinfected _, CaseRevealed _ -> {}
      }
    }
    return Optional.of(
        new OutbreakCasePast(
            summary(known, opened, person, identified, closed),
            steps(due, done, overdue),
            contacts(contacts)));
  }

  /** Who was listed already is the same; the later meeting counts. */
  private static void identify(CaseContactIdentified who, List<Listing> contacts) {
    Listing former =
        contacts.stream()
            .filter(one -> one.contact().subjectId().equals(who.formerSubjectId()))
            .findFirst()
            .orElseThrow();
    contacts.remove(former);
    Listing same =
        contacts.stream()
            .filter(one -> one.contact().subjectId().equals(who.contact().subjectId()))
            .findFirst()
            .orElse(null);
    if (same == null) {
      contacts.add(new Listing(who.contact(), true, former.at()));
    } else if (former.contact().lastContactAt().isAfter(same.contact().lastContactAt())) {
      Contact known = same.contact();
      contacts.set(
          contacts.indexOf(same),
          new Listing(
              new Contact(
                  known.subjectId(),
                  known.department(),
                  known.person(),
                  former.contact().lastContactAt()),
              true,
              same.at()));
    }
  }

  private static Listed summary(
      List<Recorded<OutbreakCaseEvent>> known,
      CaseOpened opened,
      Person person,
      boolean identified,
      @Nullable CaseClosed closed) {
    Recorded<OutbreakCaseEvent> first = known.getFirst();
    Person shown = person.masked();
    return new Listed(
        first.stream().key(),
        opened.department(),
        closed == null ? "OPEN" : "CLOSED",
        shown.name(),
        shown.phone(),
        identified,
        name(opened.grounds()),
        opened.drill(),
        opened.reportId(),
        opened.knownAt(),
        opened.openedAt(),
        closed == null ? null : closed.at(),
        closed == null ? null : name(closed.result()),
        known.getLast().version(),
        first.position());
  }

  private static @Nullable String name(@Nullable Enum<?> one) {
    return one == null ? null : one.name();
  }

  private static List<StepOf> steps(
      Map<Step, StepDue> due, Map<Step, Done> done, Set<Step> overdue) {
    return due.values().stream()
        .sorted(Comparator.comparing(StepDue::dueAt).thenComparing(one -> one.step().name()))
        .map(one -> step(one, done.get(one.step()), overdue.contains(one.step())))
        .toList();
  }

  private static StepOf step(StepDue due, @Nullable Done done, boolean overdue) {
    Rule rule = due.rule();
    return new StepOf(
        due.step().name(),
        due.dueAt(),
        done == null ? null : done.at(),
        overdue,
        done == null ? null : done.lateBy().toSeconds(),
        rule.name(),
        rule.value(),
        rule.effectiveFrom(),
        rule.source());
  }

  private static List<ContactOf> contacts(List<Listing> listed) {
    return listed.stream()
        .sorted(Comparator.comparing(Listing::at).thenComparing(one -> one.contact().subjectId()))
        .limit(OutbreakCases.MAX_CONTACTS)
        .map(
            one -> {
              Person shown = one.contact().person().masked();
              return new ContactOf(
                  one.contact().subjectId(),
                  one.contact().department(),
                  shown.name(),
                  shown.phone(),
                  one.identified(),
                  one.contact().lastContactAt(),
                  one.at());
            })
        .toList();
  }
}
