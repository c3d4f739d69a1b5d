package org.vigil.disinfection.terminal.domain;

import static org.vigil.eventsourcing.Decision.accept;
import static org.vigil.eventsourcing.Decision.acceptAll;
import static org.vigil.eventsourcing.Decision.refuse;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.vigil.disinfection.order.domain.OrderedBy;
import org.vigil.disinfection.terminal.domain.TerminalCommand.CancelOrder;
import org.vigil.disinfection.terminal.domain.TerminalCommand.CorrectOrder;
import org.vigil.disinfection.terminal.domain.TerminalCommand.LetTimePass;
import org.vigil.disinfection.terminal.domain.TerminalCommand.OrderDisinfection;
import org.vigil.disinfection.terminal.domain.TerminalCommand.OrderForCase;
import org.vigil.disinfection.terminal.domain.TerminalCommand.RecordCompletion;
import org.vigil.disinfection.terminal.domain.TerminalCommand.RevealOrder;
import org.vigil.disinfection.terminal.domain.TerminalCommand.Work;
import org.vigil.disinfection.terminal.domain.TerminalDisinfection.Cancelled;
import org.vigil.disinfection.terminal.domain.TerminalDisinfection.Done;
import org.vigil.disinfection.terminal.domain.TerminalDisinfection.Matter;
import org.vigil.disinfection.terminal.domain.TerminalDisinfection.NotOrdered;
import org.vigil.disinfection.terminal.domain.TerminalDisinfection.OfCase;
import org.vigil.disinfection.terminal.domain.TerminalDisinfection.Ordered;
import org.vigil.disinfection.terminal.domain.TerminalEvent.CaseDisinfectionOrdered;
import org.vigil.disinfection.terminal.domain.TerminalEvent.CaseZoneDisinfected;
import org.vigil.disinfection.terminal.domain.TerminalEvent.TerminalDisinfectionCancelled;
import org.vigil.disinfection.terminal.domain.TerminalEvent.TerminalDisinfectionCorrected;
import org.vigil.disinfection.terminal.domain.TerminalEvent.TerminalDisinfectionDone;
import org.vigil.disinfection.terminal.domain.TerminalEvent.TerminalDisinfectionOrdered;
import org.vigil.disinfection.terminal.domain.TerminalEvent.TerminalDisinfectionOverdue;
import org.vigil.disinfection.terminal.domain.TerminalEvent.TerminalDisinfectionRevealed;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.DeadlineRule.Change;
import org.vigil.eventsourcing.DeadlineRule.Change.Cancel;
import org.vigil.eventsourcing.DeadlineRule.Change.Schedule;
import org.vigil.eventsourcing.Decider;
import org.vigil.eventsourcing.Decision;

/** The rules of terminal disinfections (3.6-d). */
public final class TerminalDecider
    implements Decider<TerminalCommand, TerminalDisinfection, TerminalEvent> {

  static final String DUE = "terminal-disinfection-due";

  public static final Category<TerminalCommand, TerminalDisinfection, TerminalEvent> CATEGORY =
      new Category<>(
          "terminal-disinfection",
          new TerminalDecider(),
          TerminalEvent.class,
          TerminalDecider::deadlines,
          (_, dueAt) -> new LetTimePass(dueAt));

  private static List<Change> deadlines(TerminalEvent event) {
    return switch (event) {
      case TerminalDisinfectionOrdered ordered -> List.of(new Schedule(DUE, ordered.dueAt()));
      case CaseDisinfectionOrdered ordered -> List.of(new Schedule(DUE, ordered.dueAt()));
      case TerminalDisinfectionDone _, TerminalDisinfectionCancelled _ -> List.of(new Cancel(DUE));
      case TerminalDisinfectionCorrected _,
          TerminalDisinfectionOverdue _,
          CaseZoneDisinfected _,
          TerminalDisinfectionRevealed _ ->
          List.of();
    };
  }

  @Override
  public TerminalDisinfection initialState() {
    return new NotOrdered();
  }

  @Override
  public Decision<TerminalEvent> decide(TerminalCommand command, TerminalDisinfection state) {
    return switch (state) {
      case NotOrdered _ ->
          switch (command) {
            case OrderDisinfection it -> accept(ordered(it));
            case OrderForCase it -> accept(ordered(it));
            case CorrectOrder _, RecordCompletion _, CancelOrder _, RevealOrder _ ->
                refuse(TerminalRefusal.NO_SUCH_TERMINAL_DISINFECTION);
            case LetTimePass _ -> accept();
          };
      case Ordered(var matter) ->
          switch (command) {
            case OrderDisinfection _, OrderForCase _ ->
                refuse(TerminalRefusal.TERMINAL_DISINFECTION_ALREADY_ORDERED);
            case CorrectOrder it -> correct(it, matter);
            case RecordCompletion(var work) -> complete(work, matter);
            case CancelOrder it -> cancel(it, matter);
            case RevealOrder(var purpose) -> reveal(purpose, matter);
            case LetTimePass(var dueAt) -> acceptAll(overdue(matter, dueAt));
          };
      case Done(var matter, _, _) ->
          switch (command) {
            case OrderDisinfection _, OrderForCase _ ->
                refuse(TerminalRefusal.TERMINAL_DISINFECTION_ALREADY_ORDERED);
            // Who it was is often known only afterwards.
            case CorrectOrder it -> correct(it, matter);
            case RecordCompletion _, CancelOrder _ ->
                refuse(TerminalRefusal.TERMINAL_DISINFECTION_ALREADY_DONE);
            case RevealOrder(var purpose) -> reveal(purpose, matter);
            case LetTimePass _ -> accept();
          };
      case Cancelled(var matter, _) ->
          switch (command) {
            case OrderDisinfection _, OrderForCase _ ->
                refuse(TerminalRefusal.TERMINAL_DISINFECTION_ALREADY_ORDERED);
            case CorrectOrder _, RecordCompletion _, CancelOrder _ ->
                refuse(TerminalRefusal.TERMINAL_DISINFECTION_CANCELLED);
            case RevealOrder(var purpose) -> reveal(purpose, matter);
            case LetTimePass _ -> accept();
          };
    };
  }

  private static TerminalEvent ordered(OrderDisinfection it) {
    return new TerminalDisinfectionOrdered(
        it.orderId(),
        it.subjectId(),
        it.department(),
        it.cleaners(),
        it.orderedBy(),
        it.order(),
        it.dueAt());
  }

  private static TerminalEvent ordered(OrderForCase it) {
    return new CaseDisinfectionOrdered(
        it.orderId(),
        it.subjectId(),
        it.caseId(),
        it.department(),
        it.cleaners(),
        it.zone(),
        it.requestedAt(),
        it.dueAt());
  }

  /** Whose case it is stands in the case alone; a zone too many is cancelled. */
  private static Decision<TerminalEvent> correct(CorrectOrder it, Matter before) {
    return before.ofCase() == null
        ? accept(corrected(it, before))
        : refuse(TerminalRefusal.TERMINAL_DISINFECTION_OF_A_CASE);
  }

  private static TerminalEvent corrected(CorrectOrder it, Matter before) {
    boolean another = !it.subjectId().equals(before.subjectId());
    return new TerminalDisinfectionCorrected(
        before.orderId(),
        it.subjectId(),
        before.department(),
        it.correctedBy(),
        another ? before.person() + 1 : before.person(),
        another ? before.subjectId() : null,
        it.order(),
        it.reason());
  }

  private static Decision<TerminalEvent> complete(Work work, Matter before) {
    OfCase ofCase = before.ofCase();
    if (ofCase != null && work.doneAt().isBefore(ofCase.requestedAt())) {
      return refuse(TerminalRefusal.TERMINAL_DISINFECTION_BEFORE_REQUEST);
    }
    boolean late = work.doneAt().isAfter(before.dueAt());
    List<TerminalEvent> events = late ? overdue(before, before.dueAt()) : new ArrayList<>();
    events.add(
        new TerminalDisinfectionDone(
            before.orderId(), before.subjectId(), before.cleaners(), work, late));
    if (ofCase != null) {
      events.add(
          new CaseZoneDisinfected(
              ofCase.caseId(), before.orderId(), ofCase.zone(), before.cleaners(), work.doneAt()));
    }
    return acceptAll(events);
  }

  private static Decision<TerminalEvent> cancel(CancelOrder it, Matter before) {
    List<TerminalEvent> events = it.mistaken() ? new ArrayList<>() : overdue(before, it.now());
    events.add(
        new TerminalDisinfectionCancelled(
            before.orderId(),
            before.subjectId(),
            before.department(),
            before.cleaners(),
            before.person(),
            it.mistaken(),
            it.reason()));
    return acceptAll(events);
  }

  private static Decision<TerminalEvent> reveal(String purpose, Matter matter) {
    return accept(new TerminalDisinfectionRevealed(matter.subjectId(), purpose));
  }

  /** Once, if its time is over by then, inclusive. */
  private static List<TerminalEvent> overdue(Matter before, Instant until) {
    List<TerminalEvent> events = new ArrayList<>();
    if (!before.overdue() && !before.dueAt().isAfter(until)) {
      events.add(
          new TerminalDisinfectionOverdue(
              before.orderId(),
              before.subjectId(),
              before.cleaners(),
              before.order().zone(),
              before.dueAt()));
    }
    return events;
  }

  @Override
  public TerminalDisinfection evolve(TerminalDisinfection state, TerminalEvent event) {
    return switch (event) {
      case TerminalDisinfectionOrdered it ->
          new Ordered(
              new Matter(
                  it.orderId(),
                  it.subjectId(),
                  it.department(),
                  it.cleaners(),
                  it.orderedBy(),
                  1,
                  it.order(),
                  it.dueAt(),
                  false,
                  null));
      case CaseDisinfectionOrdered it ->
          new Ordered(
              new Matter(
                  it.orderId(),
                  it.subjectId(),
                  it.department(),
                  it.cleaners(),
                  OrderedBy.OFFICE,
                  1,
                  new TerminalOrder(it.zone(), null, null, null),
                  it.dueAt(),
                  false,
                  new OfCase(it.caseId(), it.zone(), it.requestedAt())));
      case TerminalDisinfectionCorrected it -> {
        Matter now = matter(state).corrected(it.subjectId(), it.person(), it.order());
        yield state instanceof Done(_, var work, var late)
            ? new Done(now, work, late)
            : new Ordered(now);
      }
      case TerminalDisinfectionOverdue _ -> new Ordered(matter(state).late());
      case TerminalDisinfectionDone it -> new Done(matter(state), it.work(), it.late());
      case TerminalDisinfectionCancelled it -> new Cancelled(matter(state), it.mistaken());
      case CaseZoneDisinfected _, TerminalDisinfectionRevealed _ -> state;
    };
  }

  private static Matter matter(TerminalDisinfection state) {
    return state.about().orElseThrow(() -> new IllegalStateException("nothing was ordered"));
  }
}
