package org.vigil.reporting.outbreakcase.domain;

import static org.vigil.eventsourcing.Decision.accept;
import static org.vigil.eventsourcing.Decision.refuse;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.DeadlineRule.Change;
import org.vigil.eventsourcing.Decider;
import org.vigil.eventsourcing.Decision;
import org.vigil.reporting.outbreakcase.domain.OutbreakCase.CaseRecord;
import org.vigil.reporting.outbreakcase.domain.OutbreakCase.Closed;
import org.vigil.reporting.outbreakcase.domain.OutbreakCase.NotOpened;
import org.vigil.reporting.outbreakcase.domain.OutbreakCase.Open;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseCommand.CloseCase;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseCommand.CompleteContactListing;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseCommand.CompleteDisinfection;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseCommand.DetectLateStep;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseCommand.IdentifyContact;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseCommand.IdentifySubject;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseCommand.ListContact;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseCommand.NotifyAuthority;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseCommand.OpenCase;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseCommand.RecordIsolation;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseCommand.RecordZoneDisinfected;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseCommand.RequestDisinfection;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseCommand.RevealCase;
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

/**
 * The rules of a case (3.6-d). The steps may be done in whatever order the day brings, except that
 * the disinfection follows its request and the close follows all.
 */
public final class OutbreakCaseDecider
    implements Decider<OutbreakCaseCommand, OutbreakCase, OutbreakCaseEvent> {

  public static final Category<OutbreakCaseCommand, OutbreakCase, OutbreakCaseEvent> CATEGORY =
      new Category<>(
          "outbreak-case",
          new OutbreakCaseDecider(),
          OutbreakCaseEvent.class,
          OutbreakCaseDecider::deadlines,
          (name, dueAt) ->
              new DetectLateStep(Step.valueOf(name.substring("step-".length())), dueAt));

  private static List<Change> deadlines(OutbreakCaseEvent event) {
    return switch (event) {
      case CaseOpened opened -> opened.due().stream().map(OutbreakCaseDecider::schedule).toList();
      case SubjectIsolated _ -> cancel(Step.ISOLATION);
      case AuthorityNotified _ -> cancel(Step.AUTHORITY_NOTICE);
      case ContactListingCompleted _ -> cancel(Step.CONTACT_LISTING);
      case TerminalDisinfectionRequested requested ->
          List.of(
              new Change.Cancel(Step.DISINFECTION_REQUEST.deadline()), schedule(requested.due()));
      case TerminalDisinfectionCompleted _ -> cancel(Step.DISINFECTION);
      case CaseClosed _ -> cancel(Step.CLOSURE);
      case CasePersonIdentified _,
          ContactListed _,
          CaseContactIdentified _,
          ZoneDisinfected _,
          CaseStepOverdue _,
          CaseRevealed _ ->
          List.of();
    };
  }

  private static Change schedule(StepDue due) {
    return new Change.Schedule(due.step().deadline(), due.dueAt());
  }

  private static List<Change> cancel(Step step) {
    return List.of(new Change.Cancel(step.deadline()));
  }

  @Override
  public OutbreakCase initialState() {
    return new NotOpened();
  }

  @Override
  public Decision<OutbreakCaseEvent> decide(OutbreakCaseCommand command, OutbreakCase state) {
    return switch (state) {
      case NotOpened _ ->
          command instanceof OpenCase open
              ? accept(open(open))
              : refuse(OutbreakCaseRefusal.CASE_UNKNOWN);
      case Open(var record) -> decide(command, record);
      case Closed(var record) ->
          switch (command) {
            case RevealCase(var purpose) -> accept(reveal(record, purpose));
            case DetectLateStep _ -> accept();
            case OpenCase _ -> refuse(OutbreakCaseRefusal.CASE_ALREADY_OPEN);
            case RecordIsolation _,
                NotifyAuthority _,
                ListContact _,
                IdentifySubject _,
                IdentifyContact _,
                CompleteContactListing _,
                RequestDisinfection _,
                CompleteDisinfection _,
                RecordZoneDisinfected _,
                CloseCase _ ->
                refuse(OutbreakCaseRefusal.CASE_CLOSED);
          };
    };
  }

  private static CaseOpened open(OpenCase open) {
    return new CaseOpened(
        open.subjectId(),
        open.department(),
        open.person(),
        open.identified(),
        open.grounds(),
        open.reportId(),
        open.drill(),
        open.knownAt(),
        open.now(),
        open.rules().stream()
            .map(
                one ->
                    new StepDue(
                        one.step(),
                        (one.step() == Step.AUTHORITY_NOTICE ? open.knownAt() : open.now())
                            .plus(one.rule().duration()),
                        one.rule()))
            .toList());
  }

  private static Decision<OutbreakCaseEvent> decide(
      OutbreakCaseCommand command, CaseRecord record) {
    String subject = record.subjectId();
    String department = record.department();
    return switch (command) {
      case OpenCase _ -> refuse(OutbreakCaseRefusal.CASE_ALREADY_OPEN);
      case RecordIsolation(var at, var place, var now) ->
          step(
              record,
              Step.ISOLATION,
              at,
              new SubjectIsolated(
                  subject, department, at, place, lateBy(record, Step.ISOLATION, now)));
      case NotifyAuthority(var at, var authority, var reference, var now) ->
          step(
              record,
              Step.AUTHORITY_NOTICE,
              at,
              new AuthorityNotified(
                  subject,
                  department,
                  at,
                  authority,
                  reference,
                  lateBy(record, Step.AUTHORITY_NOTICE, now)));
      case ListContact contact -> list(contact, record);
      case IdentifySubject who -> identify(who, record);
      case IdentifyContact who -> identify(who, record);
      case CompleteContactListing(var now) ->
          step(
              record,
              Step.CONTACT_LISTING,
              now,
              new ContactListingCompleted(
                  subject,
                  department,
                  record.contacts().size(),
                  now,
                  lateBy(record, Step.CONTACT_LISTING, now)));
      case RequestDisinfection request ->
          step(record, Step.DISINFECTION_REQUEST, request.now(), requested(request, record));
      case CompleteDisinfection done -> disinfected(done, record);
      case RecordZoneDisinfected done -> zone(done, record);
      case CloseCase close -> close(close, record);
      case RevealCase(var purpose) -> accept(reveal(record, purpose));
      case DetectLateStep(var step, var dueAt) -> detect(step, dueAt, record);
    };
  }

  private static Decision<OutbreakCaseEvent> step(
      CaseRecord record, Step step, Instant at, OutbreakCaseEvent event) {
    if (record.doneAt(step) != null) {
      return refuse(OutbreakCaseRefusal.STEP_ALREADY_DONE);
    }
    return at.isBefore(record.knownAt())
        ? refuse(OutbreakCaseRefusal.STEP_BEFORE_CASE_WAS_KNOWN)
        : accept(event);
  }

  /** By the server's clock: what is entered late is late, whatever time it claims. */
  private static Duration lateBy(CaseRecord record, Step step, Instant now) {
    StepDue due = record.due().get(step);
    return due == null || !now.isAfter(due.dueAt())
        ? Duration.ZERO
        : Duration.between(due.dueAt(), now);
  }

  private static Decision<OutbreakCaseEvent> list(ListContact list, CaseRecord record) {
    if (list.contactId().equals(record.subjectId())) {
      return refuse(OutbreakCaseRefusal.CONTACT_IS_THE_PERSON);
    }
    if (record.contacts().contains(list.contactId())) {
      return accept();
    }
    // A contact who is remembered later still counts, after the listing was thought complete.
    return accept(
        new ContactListed(
            record.subjectId(),
            new Contact(list.contactId(), list.department(), list.contact(), list.lastContactAt()),
            list.identified()));
  }

  private static Decision<OutbreakCaseEvent> identify(IdentifySubject who, CaseRecord record) {
    if (record.identified()) {
      return refuse(OutbreakCaseRefusal.PERSON_ALREADY_IDENTIFIED);
    }
    return record.contacts().contains(who.subjectId())
        ? refuse(OutbreakCaseRefusal.CONTACT_IS_THE_PERSON)
        : accept(
            new CasePersonIdentified(
                who.subjectId(), record.department(), who.person(), record.subjectId()));
  }

  private static Decision<OutbreakCaseEvent> identify(IdentifyContact who, CaseRecord record) {
    Contact listed = record.unknown().get(who.formerId());
    if (listed == null) {
      return refuse(
          record.contacts().contains(who.formerId()) || record.formerIds().contains(who.formerId())
              ? OutbreakCaseRefusal.PERSON_ALREADY_IDENTIFIED
              : OutbreakCaseRefusal.CONTACT_UNKNOWN);
    }
    return who.contactId().equals(record.subjectId())
        ? refuse(OutbreakCaseRefusal.CONTACT_IS_THE_PERSON)
        : accept(
            new CaseContactIdentified(
                record.subjectId(),
                new Contact(
                    who.contactId(), listed.department(), who.contact(), listed.lastContactAt()),
                listed.subjectId()));
  }

  private static OutbreakCaseEvent requested(RequestDisinfection request, CaseRecord record) {
    return new TerminalDisinfectionRequested(
        request.caseId(),
        record.department(),
        request.zones(),
        record.drill(),
        request.now(),
        lateBy(record, Step.DISINFECTION_REQUEST, request.now()),
        new StepDue(
            Step.DISINFECTION, request.now().plus(request.within().duration()), request.within()));
  }

  private static Decision<OutbreakCaseEvent> disinfected(
      CompleteDisinfection done, CaseRecord record) {
    Instant requestedAt = record.doneAt(Step.DISINFECTION_REQUEST);
    if (requestedAt == null) {
      return refuse(OutbreakCaseRefusal.DISINFECTION_NOT_REQUESTED);
    }
    if (done.at().isBefore(requestedAt)) {
      return refuse(OutbreakCaseRefusal.DISINFECTION_BEFORE_REQUEST);
    }
    return step(
        record,
        Step.DISINFECTION,
        done.at(),
        new TerminalDisinfectionCompleted(
            record.department(),
            done.at(),
            done.by(),
            lateBy(record, Step.DISINFECTION, done.now())));
  }

  /** The last zone ends the step, unless the office has ended it by its own word before. */
  private static Decision<OutbreakCaseEvent> zone(RecordZoneDisinfected done, CaseRecord record) {
    Instant requestedAt = record.doneAt(Step.DISINFECTION_REQUEST);
    if (requestedAt == null) {
      return refuse(OutbreakCaseRefusal.DISINFECTION_NOT_REQUESTED);
    }
    if (done.at().isBefore(requestedAt)) {
      return refuse(OutbreakCaseRefusal.DISINFECTION_BEFORE_REQUEST);
    }
    if (!record.zonesLeft().contains(done.zone())) {
      return accept();
    }
    OutbreakCaseEvent zone = new ZoneDisinfected(done.zone(), done.by(), done.at());
    if (record.zonesLeft().size() > 1 || record.doneAt(Step.DISINFECTION) != null) {
      return accept(zone);
    }
    return accept(
        zone,
        new TerminalDisinfectionCompleted(
            record.department(),
            record.later(done.at()),
            done.by(),
            lateBy(record, Step.DISINFECTION, done.now())));
  }

  private static Decision<OutbreakCaseEvent> close(CloseCase close, CaseRecord record) {
    List<Step> left = record.leftOut();
    if (!left.isEmpty()) {
      return refuse(
          OutbreakCaseRefusal.STEPS_LEFT_OUT,
          Map.of("steps", left.stream().map(Step::name).collect(Collectors.joining(", "))));
    }
    return accept(
        new CaseClosed(
            record.subjectId(),
            record.department(),
            close.result(),
            close.note(),
            Stream.concat(record.contacts().stream(), record.formerIds().stream())
                .sorted()
                .toList(),
            close.now(),
            lateBy(record, Step.CLOSURE, close.now())));
  }

  private static OutbreakCaseEvent reveal(CaseRecord record, String purpose) {
    return new CaseRevealed(record.subjectId(), record.department(), purpose);
  }

  private static Decision<OutbreakCaseEvent> detect(Step step, Instant dueAt, CaseRecord record) {
    StepDue due = record.due().get(step);
    if (due == null || record.doneAt(step) != null || dueAt.isBefore(due.dueAt())) {
      return accept();
    }
    return accept(
        new CaseStepOverdue(
            record.subjectId(),
            record.department(),
            record.person().name(),
            record.drill(),
            step,
            due.dueAt(),
            due.rule()));
  }

  @Override
  public OutbreakCase evolve(OutbreakCase state, OutbreakCaseEvent event) {
    if (event instanceof CaseOpened opened) {
      return new Open(CaseRecord.of(opened));
    }
    CaseRecord record =
        state.opened().orElseThrow(() -> new IllegalStateException("a case begins opened"));
    return switch (event) {
      case CaseOpened opened -> new Open(CaseRecord.of(opened));
      case SubjectIsolated isolated -> new Open(record.having(Step.ISOLATION, isolated.at()));
      case AuthorityNotified notified ->
          new Open(record.having(Step.AUTHORITY_NOTICE, notified.at()));
      case CasePersonIdentified who -> new Open(record.knowing(who));
      case ContactListed listed -> new Open(record.listing(listed));
      case CaseContactIdentified who -> new Open(record.knowing(who));
      case ContactListingCompleted listed ->
          new Open(record.having(Step.CONTACT_LISTING, listed.at()));
      case TerminalDisinfectionRequested requested ->
          new Open(
              record
                  .having(Step.DISINFECTION_REQUEST, requested.requestedAt())
                  .owing(List.of(requested.due()))
                  .wanting(requested.zones()));
      case ZoneDisinfected zone -> new Open(record.having(zone.zone(), zone.at()));
      case TerminalDisinfectionCompleted done ->
          new Open(record.having(Step.DISINFECTION, done.at()));
      case CaseStepOverdue late -> new Open(record.late(late.step()));
      case CaseClosed closed -> new Closed(record.having(Step.CLOSURE, closed.at()));
      case CaseRevealed _ -> state;
    };
  }
}
