package org.vigil.duty.visitor.domain;

import static org.vigil.eventsourcing.Decision.accept;
import static org.vigil.eventsourcing.Decision.refuse;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.vigil.duty.visitor.domain.Visit.Gone;
import org.vigil.duty.visitor.domain.Visit.Inside;
import org.vigil.duty.visitor.domain.Visit.Limit;
import org.vigil.duty.visitor.domain.Visit.NotRegistered;
import org.vigil.duty.visitor.domain.Visit.Registered;
import org.vigil.duty.visitor.domain.Visit.TurnedAway;
import org.vigil.duty.visitor.domain.Visit.Who;
import org.vigil.duty.visitor.domain.VisitCommand.AdmitDespiteRefusal;
import org.vigil.duty.visitor.domain.VisitCommand.LetTimePass;
import org.vigil.duty.visitor.domain.VisitCommand.RecordDeparture;
import org.vigil.duty.visitor.domain.VisitCommand.RegisterVisitor;
import org.vigil.duty.visitor.domain.VisitCommand.RevealVisitor;
import org.vigil.duty.visitor.domain.VisitEvent.FeverMeasured;
import org.vigil.duty.visitor.domain.VisitEvent.MaskRefused;
import org.vigil.duty.visitor.domain.VisitEvent.Reason;
import org.vigil.duty.visitor.domain.VisitEvent.VisitorAdmitted;
import org.vigil.duty.visitor.domain.VisitEvent.VisitorAdmittedDespiteRefusal;
import org.vigil.duty.visitor.domain.VisitEvent.VisitorDenied;
import org.vigil.duty.visitor.domain.VisitEvent.VisitorLeft;
import org.vigil.duty.visitor.domain.VisitEvent.VisitorNotSignedOut;
import org.vigil.duty.visitor.domain.VisitEvent.VisitorRegistered;
import org.vigil.duty.visitor.domain.VisitEvent.VisitorRevealed;
import org.vigil.duty.visitor.domain.VisitEvent.VisitorStayLimited;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.DeadlineRule.Change;
import org.vigil.eventsourcing.DeadlineRule.Change.Cancel;
import org.vigil.eventsourcing.DeadlineRule.Change.Schedule;
import org.vigil.eventsourcing.Decider;
import org.vigil.eventsourcing.Decision;

/**
 * The rules at the gate (3.3). Who is inside when the building closes to visitors is told of once;
 * signing out later is late, and both stay. The commands carry the visit's id where an event
 * repeats it, because other services know a visit by it.
 */
public final class VisitDecider implements Decider<VisitDecider.Ask, Visit, VisitEvent> {

  private static final String CLOSING = "closing";

  public static final Category<Ask, Visit, VisitEvent> CATEGORY =
      new Category<>(
          "visit",
          new VisitDecider(),
          VisitEvent.class,
          VisitDecider::deadlines,
          (_, dueAt) -> new Ask("", new LetTimePass(dueAt)));

  private static List<Change> deadlines(VisitEvent event) {
    return switch (event) {
      case VisitorStayLimited limited -> List.of(new Schedule(CLOSING, limited.leaveBy()));
      case VisitorLeft _ -> List.of(new Cancel(CLOSING));
      case VisitorRegistered _,
          FeverMeasured _,
          MaskRefused _,
          VisitorAdmitted _,
          VisitorDenied _,
          VisitorAdmittedDespiteRefusal _,
          VisitorNotSignedOut _,
          VisitorRevealed _ ->
          List.of();
    };
  }

  /** A command with the visit that it is for; a deadline's has none, its stream knows itself. */
  public record Ask(String visitId, VisitCommand command) {}

  @Override
  public Visit initialState() {
    return new NotRegistered();
  }

  @Override
  public Decision<VisitEvent> decide(Ask ask, Visit state) {
    String id = ask.visitId();
    return switch (state) {
      case NotRegistered _ ->
          switch (ask.command()) {
            case RegisterVisitor arrival -> Decision.acceptAll(register(id, arrival));
            case AdmitDespiteRefusal _, RecordDeparture _, RevealVisitor _ ->
                refuse(VisitRefusal.NO_SUCH_VISIT);
            case LetTimePass _ -> accept();
          };
      case Registered _, Gone _ ->
          switch (ask.command()) {
            case RegisterVisitor _ -> refuse(VisitRefusal.VISIT_ALREADY_REGISTERED);
            case AdmitDespiteRefusal _ -> refuse(VisitRefusal.VISITOR_NOT_TURNED_AWAY);
            case RecordDeparture _ -> refuse(VisitRefusal.VISITOR_NOT_INSIDE);
            case LetTimePass _ -> accept();
            case RevealVisitor(var purpose) -> reveal(who(state), purpose);
          };
      case Inside inside ->
          switch (ask.command()) {
            case RegisterVisitor _ -> refuse(VisitRefusal.VISIT_ALREADY_REGISTERED);
            case AdmitDespiteRefusal _ -> refuse(VisitRefusal.VISITOR_NOT_TURNED_AWAY);
            case RecordDeparture(var at) when at.isBefore(inside.since()) ->
                refuse(VisitRefusal.DEPARTURE_BEFORE_ARRIVAL);
            case RecordDeparture(var at) -> accept(new VisitorLeft(id, at));
            case LetTimePass(var dueAt) -> closing(inside, dueAt);
            case RevealVisitor(var purpose) -> reveal(inside.who(), purpose);
          };
      case TurnedAway(var who, _) ->
          switch (ask.command()) {
            case RegisterVisitor _ -> refuse(VisitRefusal.VISIT_ALREADY_REGISTERED);
            case AdmitDespiteRefusal(var reason, var at, var leaveBy) ->
                accept(
                    new VisitorAdmittedDespiteRefusal(
                        id,
                        who.subjectId(),
                        who.department(),
                        who.exit(),
                        who.visitor().name(),
                        reason,
                        at),
                    new VisitorStayLimited(id, at, leaveBy));
            case RecordDeparture _ -> refuse(VisitRefusal.VISITOR_NOT_INSIDE);
            case LetTimePass _ -> accept();
            case RevealVisitor(var purpose) -> reveal(who, purpose);
          };
    };
  }

  private static Decision<VisitEvent> reveal(Who who, String purpose) {
    return accept(new VisitorRevealed(who.subjectId(), purpose));
  }

  private static Decision<VisitEvent> closing(Inside inside, Instant dueAt) {
    Limit limit = inside.limit();
    if (limit == null || inside.overdue() || dueAt.isBefore(limit.leaveBy())) {
      return accept();
    }
    Who who = inside.who();
    return accept(
        new VisitorNotSignedOut(
            limit.visitId(),
            who.subjectId(),
            who.department(),
            who.visitedDepartment(),
            who.exit(),
            who.visitor().name(),
            limit.leaveBy()));
  }

  private static List<VisitEvent> register(String id, RegisterVisitor a) {
    List<VisitEvent> events = new ArrayList<>();
    List<Reason> reasons = new ArrayList<>();
    events.add(
        new VisitorRegistered(
            a.subjectId(),
            a.exit(),
            a.department(),
            a.visitor(),
            a.visitedDepartment(),
            a.visitedPerson(),
            a.temperatureTenths(),
            a.measuredBy(),
            a.device(),
            a.maskWorn(),
            a.at(),
            a.lateEntered(),
            a.rule(),
            a.repeatOf()));
    int feverFrom = a.rule().lowestFeverTenths();
    if (a.temperatureTenths() >= feverFrom) {
      reasons.add(Reason.FEVER);
      events.add(
          new FeverMeasured(
              id,
              a.subjectId(),
              a.department(),
              a.visitedDepartment(),
              a.exit(),
              a.visitor().name(),
              a.temperatureTenths(),
              feverFrom,
              a.at()));
    }
    if (!a.maskWorn()) {
      reasons.add(Reason.NO_MASK);
      events.add(new MaskRefused(id, a.department(), a.exit()));
    }
    if (reasons.isEmpty()) {
      events.add(new VisitorAdmitted(id, a.exit(), a.at()));
      events.add(new VisitorStayLimited(id, a.at(), a.leaveBy()));
    } else {
      events.add(new VisitorDenied(id, a.exit(), reasons, a.at()));
    }
    return events;
  }

  @Override
  public Visit evolve(Visit state, VisitEvent event) {
    return switch (event) {
      case VisitorRegistered r ->
          new Registered(
              new Who(
                  r.subjectId(),
                  r.department(),
                  r.exit(),
                  r.visitor(),
                  r.visitedDepartment(),
                  r.at(),
                  r.lateEntered(),
                  r.repeatOf()));
      case FeverMeasured _, MaskRefused _, VisitorRevealed _ -> state;
      case VisitorAdmitted(_, _, var at) -> new Inside(who(state), at, null, false);
      case VisitorDenied denied -> new TurnedAway(who(state), denied.reasons());
      case VisitorAdmittedDespiteRefusal admitted ->
          new Inside(who(state), admitted.at(), null, false);
      case VisitorStayLimited(var id, _, var leaveBy) ->
          state instanceof Inside inside
              ? new Inside(inside.who(), inside.since(), new Limit(id, leaveBy), false)
              : state;
      case VisitorNotSignedOut _ ->
          state instanceof Inside inside
              ? new Inside(inside.who(), inside.since(), inside.limit(), true)
              : state;
      case VisitorLeft(_, var at) ->
          new Gone(who(state), at, state instanceof Inside inside && inside.overdue());
    };
  }

  private static Who who(Visit state) {
    return switch (state) {
      case NotRegistered _ -> throw new IllegalStateException("nobody has come");
      case Registered(var who) -> who;
      case Inside inside -> inside.who();
      case TurnedAway(var who, _) -> who;
      case Gone(var who, _, _) -> who;
    };
  }
}
