package org.vigil.reporting.obligation.domain;

import static org.vigil.eventsourcing.Decision.accept;
import static org.vigil.eventsourcing.Decision.refuse;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.DeadlineRule.Change;
import org.vigil.eventsourcing.DeadlineRule.Change.Cancel;
import org.vigil.eventsourcing.DeadlineRule.Change.Schedule;
import org.vigil.eventsourcing.Decision;
import org.vigil.eventsourcing.Refusal;
import org.vigil.reporting.obligation.domain.Assignments.Event;
import org.vigil.reporting.obligation.domain.Assignments.ObligationAssigned;
import org.vigil.reporting.obligation.domain.ObligationHandoverCommand.AcceptHandover;
import org.vigil.reporting.obligation.domain.ObligationHandoverCommand.DeclineHandover;
import org.vigil.reporting.obligation.domain.ObligationHandoverCommand.NoteSilence;
import org.vigil.reporting.obligation.domain.ObligationHandoverCommand.OfferHandover;
import org.vigil.reporting.obligation.domain.ObligationHandoverCommand.PassBack;
import org.vigil.reporting.obligation.domain.ObligationHandoverCommand.PassOn;
import org.vigil.reporting.obligation.domain.ObligationHandoverCommand.WithdrawHandover;
import org.vigil.reporting.obligation.domain.ObligationHandoverEvent.ObligationHandoverAccepted;
import org.vigil.reporting.obligation.domain.ObligationHandoverEvent.ObligationHandoverDeclined;
import org.vigil.reporting.obligation.domain.ObligationHandoverEvent.ObligationHandoverOffered;
import org.vigil.reporting.obligation.domain.ObligationHandoverEvent.ObligationHandoverUnanswered;
import org.vigil.reporting.obligation.domain.ObligationHandoverEvent.ObligationHandoverWithdrawn;

/**
 * The hand-overs of an obligation by those who are named for it: until the receiver signs nothing
 * changes, nothing reaches beyond the giver's own time, and what the office says meanwhile goes
 * before.
 *
 * @param offers those that nobody has answered, by id
 * @param signed those that are to come, or that come back, by id
 */
public record ObligationHandovers(
    Map<String, ObligationHandoverOffered> offers, Map<String, Signed> signed) {

  static final ObligationHandovers NONE = new ObligationHandovers(Map.of(), Map.of());

  private static final String ANSWER = "answer";
  private static final String PASSES = "passes";
  private static final String RETURNS = "returns";

  public ObligationHandovers {
    offers = Map.copyOf(offers);
    signed = Map.copyOf(signed);
  }

  /** Why it cannot be handed over: refused because … */
  public enum HandoverRefusal implements Refusal {
    HANDOVER_ENDS_BEFORE_IT_BEGINS,
    HANDOVER_ALREADY_OFFERED,
    HANDOVER_TO_ONESELF,
    NOT_THEIRS_TO_HAND_OVER,
    RECEIVED_FOR_A_TIME_ONLY,
    NO_SUCH_HANDOVER,
    HANDOVER_IS_FOR_ANOTHER,
    HANDOVER_IS_OVER,
    HANDOVER_DISPLACES_ANOTHER
  }

  /**
   * One that was signed.
   *
   * @param given the word by which the giver was named
   */
  public record Signed(ObligationHandoverAccepted handover, ObligationAssigned given) {

    /** The word by which the receiver is named. */
    ObligationAssigned received() {
      return new ObligationAssigned(
          given.obligation(),
          given.department(),
          handover.receiver().subjectId(),
          handover.receiver().name(),
          handover.from(),
          given.until());
    }

    /** The word by which the giver is named again; empty where the giver's own time is over. */
    Optional<ObligationAssigned> returned() {
      Instant until = handover.until();
      return until == null || isOver(given.until(), until)
          ? Optional.empty()
          : Optional.of(
              new ObligationAssigned(
                  given.obligation(),
                  given.department(),
                  given.subjectId(),
                  given.name(),
                  until,
                  given.until()));
    }
  }

  static List<Change> deadlines(ObligationHandoverEvent event) {
    return switch (event) {
      case ObligationHandoverOffered offered ->
          List.of(
              new Schedule(
                  deadline(ANSWER, offered.obligation(), offered.handoverId()),
                  offered.answerBy()));
      case ObligationHandoverAccepted(var id, var obligation, _, _, _, var from, var until) -> {
        Change answered = new Cancel(deadline(ANSWER, obligation, id));
        Change passes = new Schedule(deadline(PASSES, obligation, id), from);
        yield until == null
            ? List.of(answered, passes)
            : List.of(answered, passes, new Schedule(deadline(RETURNS, obligation, id), until));
      }
      case ObligationHandoverDeclined(var id, var obligation, _, _, _) ->
          List.of(new Cancel(deadline(ANSWER, obligation, id)));
      case ObligationHandoverWithdrawn(var id, var obligation, _, _, _) ->
          List.of(new Cancel(deadline(ANSWER, obligation, id)));
      case ObligationHandoverUnanswered _ -> List.of();
    };
  }

  private static String deadline(String what, String obligation, String handoverId) {
    return what + "/" + obligation + "/" + handoverId;
  }

  /** The command of a deadline that is about a hand-over; empty for another. */
  static Optional<Assignments.Command> due(String deadline) {
    String[] parts = deadline.split("/", 3);
    return switch (parts[0]) {
      case ANSWER -> Optional.of(new NoteSilence(parts[2]));
      case PASSES -> Optional.of(new PassOn(parts[2]));
      case RETURNS -> Optional.of(new PassBack(parts[2]));
      default -> Optional.empty();
    };
  }

  static Decision<Event> decide(ObligationHandoverCommand command, Assignments state) {
    ObligationHandoverOffered offered = state.handovers().offers().get(command.handoverId());
    Signed signed = state.handovers().signed().get(command.handoverId());
    return switch (command) {
      case OfferHandover offer -> offer(offer, state);
      case AcceptHandover accept when offered == null ->
          signed != null && signed.handover().receiver().subjectId().equals(accept.receiver())
              ? accept()
              : refuse(HandoverRefusal.NO_SUCH_HANDOVER);
      case AcceptHandover accept -> sign(accept, offered, state);
      case DeclineHandover _, WithdrawHandover _ when offered == null ->
          refuse(HandoverRefusal.NO_SUCH_HANDOVER);
      case DeclineHandover(_, var receiver, _)
          when !receiver.equals(offered.receiver().subjectId()) ->
          refuse(HandoverRefusal.HANDOVER_IS_FOR_ANOTHER);
      case DeclineHandover(var id, var receiver, var reason) ->
          accept(
              new ObligationHandoverDeclined(
                  id, offered.obligation(), offered.department(), receiver, reason));
      case WithdrawHandover(_, var giver, _) when !giver.equals(offered.subjectId()) ->
          refuse(HandoverRefusal.HANDOVER_IS_FOR_ANOTHER);
      case WithdrawHandover(var id, var giver, var reason) ->
          accept(
              new ObligationHandoverWithdrawn(
                  id, offered.obligation(), offered.department(), giver, reason));
      case NoteSilence(var id) ->
          offered == null
              ? accept()
              : accept(
                  new ObligationHandoverUnanswered(
                      id,
                      offered.obligation(),
                      offered.department(),
                      offered.subjectId(),
                      offered.receiver(),
                      offered.answerWithin()));
      case PassOn _ ->
          signed != null
                  && isNamed(signed.given(), state)
                  && signed.given().holdsAt(signed.handover().from())
              ? accept(signed.received())
              : accept();
      case PassBack _ ->
          signed != null && isNamed(signed.received(), state)
              ? signed.returned().<Decision<Event>>map(Decision::accept).orElseGet(Decision::accept)
              : accept();
    };
  }

  private static Decision<Event> offer(OfferHandover offer, Assignments state) {
    if (state.handovers().offers().containsKey(offer.handoverId())
        || state.handovers().signed().containsKey(offer.handoverId())) {
      return refuse(HandoverRefusal.HANDOVER_ALREADY_OFFERED);
    }
    if (isOver(offer.until(), offer.from())) {
      return refuse(HandoverRefusal.HANDOVER_ENDS_BEFORE_IT_BEGINS);
    }
    if (offer.giver().equals(offer.receiver().subjectId())) {
      return refuse(HandoverRefusal.HANDOVER_TO_ONESELF);
    }
    HandoverRefusal no = refusal(offer.department(), offer.giver(), offer.from(), state);
    return no != null
        ? refuse(no)
        : accept(
            new ObligationHandoverOffered(
                offer.handoverId(),
                offer.obligation(),
                offer.department(),
                offer.giver(),
                offer.receiver(),
                offer.reason(),
                offer.from(),
                offer.until(),
                offer.answerBy(),
                offer.answerWithin()));
  }

  private static Decision<Event> sign(
      AcceptHandover accept, ObligationHandoverOffered offered, Assignments state) {
    if (!accept.receiver().equals(offered.receiver().subjectId())) {
      return refuse(HandoverRefusal.HANDOVER_IS_FOR_ANOTHER);
    }
    Instant from = offered.from().isAfter(accept.at()) ? offered.from() : accept.at();
    if (isOver(offered.until(), from)) {
      return refuse(HandoverRefusal.HANDOVER_IS_OVER);
    }
    ObligationAssigned given = state.named().get(offered.department());
    HandoverRefusal no = refusal(offered.department(), offered.subjectId(), from, state);
    if (given == null || no != null) {
      return refuse(no == null ? HandoverRefusal.NOT_THEIRS_TO_HAND_OVER : no);
    }
    ObligationHandoverAccepted accepted =
        new ObligationHandoverAccepted(
            offered.handoverId(),
            offered.obligation(),
            offered.department(),
            offered.subjectId(),
            offered.receiver(),
            from,
            offered.until());
    return from.isAfter(accept.at())
        ? accept(accepted)
        : accept(accepted, new Signed(accepted, given).received());
  }

  /** Why somebody cannot hand over at an instant; null for nothing. */
  private static @Nullable HandoverRefusal refusal(
      String department, String giver, Instant at, Assignments state) {
    ObligationAssigned named = state.named().get(department);
    if (named == null || !named.subjectId().equals(giver) || !named.holdsAt(at)) {
      return HandoverRefusal.NOT_THEIRS_TO_HAND_OVER;
    }
    for (Signed one : state.handovers().signed().values()) {
      if (one.given().equals(named)) {
        return HandoverRefusal.HANDOVER_DISPLACES_ANOTHER;
      }
      if (one.received().equals(named) && one.handover().until() != null) {
        return HandoverRefusal.RECEIVED_FOR_A_TIME_ONLY;
      }
    }
    return null;
  }

  private static boolean isNamed(ObligationAssigned word, Assignments state) {
    return word.equals(state.named().get(word.department()));
  }

  private static boolean isOver(@Nullable Instant until, Instant at) {
    return until != null && !until.isAfter(at);
  }

  ObligationHandovers after(ObligationHandoverEvent event, Assignments before) {
    Map<String, ObligationHandoverOffered> waiting = new HashMap<>(offers);
    return switch (event) {
      case ObligationHandoverOffered offered -> {
        waiting.put(offered.handoverId(), offered);
        yield new ObligationHandovers(waiting, signed);
      }
      case ObligationHandoverAccepted accepted -> {
        waiting.remove(accepted.handoverId());
        Map<String, Signed> both = new HashMap<>(signed);
        ObligationAssigned given = before.named().get(accepted.department());
        if (given != null) {
          both.put(accepted.handoverId(), new Signed(accepted, given));
        }
        yield new ObligationHandovers(waiting, both);
      }
      case ObligationHandoverDeclined _, ObligationHandoverWithdrawn _ -> {
        waiting.remove(event.handoverId());
        yield new ObligationHandovers(waiting, signed);
      }
      case ObligationHandoverUnanswered _ -> this;
    };
  }

  /** Somebody is named: what that ends is forgotten. */
  ObligationHandovers after(ObligationAssigned word) {
    Map<String, Signed> left = new HashMap<>(signed);
    left.values()
        .removeIf(
            one ->
                one.handover().department().equals(word.department())
                    && !one.received().equals(word));
    return new ObligationHandovers(offers, left);
  }
}
