package org.vigil.duty.directory.domain;

import static org.vigil.eventsourcing.Decision.accept;
import static org.vigil.eventsourcing.Decision.refuse;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigil.duty.directory.domain.Department.Event;
import org.vigil.duty.directory.domain.HandoverCommand.AcceptHandover;
import org.vigil.duty.directory.domain.HandoverCommand.DeclineHandover;
import org.vigil.duty.directory.domain.HandoverCommand.NoteSilence;
import org.vigil.duty.directory.domain.HandoverCommand.OfferHandover;
import org.vigil.duty.directory.domain.HandoverCommand.WithdrawHandover;
import org.vigil.duty.directory.domain.HandoverEvent.ResponsibilityHandoverAccepted;
import org.vigil.duty.directory.domain.HandoverEvent.ResponsibilityHandoverDeclined;
import org.vigil.duty.directory.domain.HandoverEvent.ResponsibilityHandoverOffered;
import org.vigil.duty.directory.domain.HandoverEvent.ResponsibilityHandoverUnanswered;
import org.vigil.duty.directory.domain.HandoverEvent.ResponsibilityHandoverWithdrawn;
import org.vigil.duty.directory.domain.Leadership.Leader;
import org.vigil.eventsourcing.DeadlineRule.Change;
import org.vigil.eventsourcing.DeadlineRule.Change.Cancel;
import org.vigil.eventsourcing.DeadlineRule.Change.Schedule;
import org.vigil.eventsourcing.Decision;
import org.vigil.eventsourcing.Refusal;

/** The rules of handing responsibility over: until the receiver signs, nothing changes. */
final class Handovers {

  private Handovers() {}

  /** Why responsibility cannot be handed over: refused because … */
  public enum HandoverRefusal implements Refusal {
    HANDOVER_ENDS_BEFORE_IT_BEGINS,
    HANDOVER_ALREADY_OFFERED,
    HANDOVER_TO_ONESELF,
    NOT_THEIRS_TO_HAND_OVER,
    NO_SUCH_HANDOVER,
    HANDOVER_IS_FOR_ANOTHER,
    HANDOVER_IS_OVER,
    HANDOVER_DISPLACES_ANOTHER
  }

  static List<Change> deadlines(HandoverEvent event) {
    return switch (event) {
      case ResponsibilityHandoverOffered offered ->
          List.of(new Schedule(offered.handoverId(), offered.answerBy()));
      case ResponsibilityHandoverAccepted _,
          ResponsibilityHandoverDeclined _,
          ResponsibilityHandoverWithdrawn _ ->
          List.of(new Cancel(event.handoverId()));
      case ResponsibilityHandoverUnanswered _ -> List.of();
    };
  }

  static Decision<Event> decide(HandoverCommand command, Department state) {
    if (command instanceof OfferHandover offer) {
      return offer(offer, state);
    }
    ResponsibilityHandoverOffered offered = state.offers().get(command.handoverId());
    if (offered == null) {
      return command instanceof AcceptHandover accept && state.hasSigned(accept)
          ? accept()
          : closed(command);
    }
    return switch (command) {
      case OfferHandover _ -> accept();
      case AcceptHandover accept -> signed(accept, offered, state);
      case DeclineHandover(_, var receiver, _)
          when !receiver.equals(offered.receiver().subjectId()) ->
          refuse(HandoverRefusal.HANDOVER_IS_FOR_ANOTHER);
      case DeclineHandover(var id, var receiver, var reason) ->
          accept(new ResponsibilityHandoverDeclined(id, offered.department(), receiver, reason));
      case WithdrawHandover(_, var giver, _) when !giver.equals(offered.subjectId()) ->
          refuse(HandoverRefusal.HANDOVER_IS_FOR_ANOTHER);
      case WithdrawHandover(var id, var giver, var reason) ->
          accept(new ResponsibilityHandoverWithdrawn(id, offered.department(), giver, reason));
      case NoteSilence(var id) ->
          accept(
              new ResponsibilityHandoverUnanswered(
                  id,
                  offered.department(),
                  offered.role(),
                  offered.subjectId(),
                  offered.receiver()));
    };
  }

  /** A deadline that comes behind the answer has nothing to say. */
  private static Decision<Event> closed(HandoverCommand command) {
    return command instanceof NoteSilence ? accept() : refuse(HandoverRefusal.NO_SUCH_HANDOVER);
  }

  private static Decision<Event> offer(OfferHandover offer, Department state) {
    Department.Definition department = state.definition();
    if (department == null) {
      return refuse(Department.DepartmentRefusal.NO_SUCH_DEPARTMENT);
    }
    if (state.knows(offer.handoverId())) {
      return refuse(HandoverRefusal.HANDOVER_ALREADY_OFFERED);
    }
    if (isOver(offer.until(), offer.from())) {
      return refuse(HandoverRefusal.HANDOVER_ENDS_BEFORE_IT_BEGINS);
    }
    if (offer.giver().equals(offer.receiver().subjectId())) {
      return refuse(HandoverRefusal.HANDOVER_TO_ONESELF);
    }
    if (state
        .leadership()
        .leader(offer.role(), offer.giver(), offer.from(), offer.zone())
        .isEmpty()) {
      return refuse(HandoverRefusal.NOT_THEIRS_TO_HAND_OVER);
    }
    return accept(
        new ResponsibilityHandoverOffered(
            offer.handoverId(),
            department.code(),
            offer.role(),
            offer.giver(),
            offer.receiver(),
            offer.reason(),
            offer.from(),
            offer.until(),
            offer.answerBy()));
  }

  private static Decision<Event> signed(
      AcceptHandover accept, ResponsibilityHandoverOffered offered, Department state) {
    if (!accept.receiver().equals(offered.receiver().subjectId())) {
      return refuse(HandoverRefusal.HANDOVER_IS_FOR_ANOTHER);
    }
    Instant from = offered.from().isAfter(accept.at()) ? offered.from() : accept.at();
    if (isOver(offered.until(), from)) {
      return refuse(HandoverRefusal.HANDOVER_IS_OVER);
    }
    Leader giver =
        state
            .leadership()
            .leader(offered.role(), offered.subjectId(), from, accept.zone())
            .orElse(null);
    if (giver == null) {
      return refuse(HandoverRefusal.NOT_THEIRS_TO_HAND_OVER);
    }
    Handover wanted =
        new Handover(
            offered.handoverId(),
            offered.role(),
            offered.subjectId(),
            offered.receiver(),
            giver.term(),
            from,
            offered.until());
    return state.leadership().isDisplacedBy(wanted, accept.zone())
        ? refuse(HandoverRefusal.HANDOVER_DISPLACES_ANOTHER)
        : accept(
            new ResponsibilityHandoverAccepted(
                wanted.id(),
                offered.department(),
                wanted.role(),
                wanted.giver(),
                wanted.receiver(),
                wanted.term(),
                from,
                wanted.until()));
  }

  private static boolean isOver(@Nullable Instant until, Instant at) {
    return until != null && !until.isAfter(at);
  }
}
