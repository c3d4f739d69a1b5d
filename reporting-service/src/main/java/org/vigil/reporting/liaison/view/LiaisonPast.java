package org.vigil.reporting.liaison.view;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Recorded;
import org.vigil.reporting.liaison.domain.ExternalRequest;
import org.vigil.reporting.liaison.domain.ExternalRequest.ExternalRequestAcknowledged;
import org.vigil.reporting.liaison.domain.ExternalRequest.ExternalRequestFulfilled;
import org.vigil.reporting.liaison.domain.ExternalRequest.ExternalRequestOverdue;
import org.vigil.reporting.liaison.domain.ExternalRequest.ExternalRequestReceived;
import org.vigil.reporting.liaison.domain.ExternalRequest.ExternalRequestUnacknowledged;
import org.vigil.reporting.liaison.domain.Guidance;
import org.vigil.reporting.liaison.domain.Guidance.ControlMeasureRevised;
import org.vigil.reporting.liaison.domain.Guidance.GuidanceDecisionProposed;
import org.vigil.reporting.liaison.domain.Guidance.GuidanceReceived;
import org.vigil.reporting.liaison.domain.Guidance.GuidanceSetAside;
import org.vigil.reporting.liaison.domain.Guidance.GuidanceUndecided;
import org.vigil.reporting.liaison.view.LiaisonItems.Item;
import org.vigil.reporting.liaison.view.LiaisonItems.Proposal;
import org.vigil.reporting.parameter.domain.Rule;

/**
 * Guidance and requests as their events tell them, up to any of them; {@link LiaisonView} says the
 * same of the last.
 */
public final class LiaisonPast {

  private LiaisonPast() {}

  /** What an item has come to. */
  private record Fate(
      String status,
      @Nullable Instant acknowledgedAt,
      boolean overdue,
      @Nullable Proposal proposal,
      @Nullable Decision decision) {

    Fate withOverdue() {
      return new Fate(status, acknowledgedAt, true, proposal, decision);
    }

    Fate proposed(Proposal what) {
      return new Fate(status, acknowledgedAt, overdue, what, decision);
    }

    Fate decided(String how, Decision with) {
      return new Fate(how, acknowledgedAt, overdue, null, with);
    }
  }

  private record Decision(
      Instant doneAt,
      Duration lateBy,
      String outcome,
      @Nullable Instant effectiveFrom,
      @Nullable String approver) {}

  private static final Fate OPEN = new Fate("OPEN", null, false, null, null);

  /**
   * The guidance that has come about by these events of its stream; empty without any.
   *
   * @param at the instant at which its age is told
   */
  public static Optional<Item> guidance(List<Recorded<Guidance.Event>> known, Instant at) {
    Recorded<Guidance.Event> first = known.isEmpty() ? null : known.getFirst();
    if (first == null || !(first.event() instanceof GuidanceReceived it)) {
      return Optional.empty();
    }
    Fate fate = OPEN;
    for (Recorded<Guidance.Event> recorded : known) {
      Instant recordedAt = recorded.recordedAt();
      fate =
          switch (recorded.event()) {
            case GuidanceReceived _ -> fate;
            case GuidanceDecisionProposed proposed ->
                fate.proposed(
                    new Proposal(
                        proposed.number(),
                        proposed.kind().name(),
                        proposed.text(),
                        proposed.effectiveFrom(),
                        proposed.parameter()));
            case ControlMeasureRevised(
                    _,
                    var measure,
                    var effectiveFrom,
                    _,
                    var approver,
                    _,
                    var lateBy,
                    _) ->
                fate.decided(
                    "REVISED", new Decision(recordedAt, lateBy, measure, effectiveFrom, approver));
            case GuidanceSetAside(_, var reason, var approver, _, var lateBy, _) ->
                fate.decided("SET_ASIDE", new Decision(recordedAt, lateBy, reason, null, approver));
            case GuidanceUndecided _ -> fate.withOverdue();
          };
    }
    return Optional.of(
        item(
            first.stream().key(),
            first.position(),
            new Received(
                it.department(),
                it.title(),
                it.institution(),
                it.reference(),
                it.receivedAt(),
                null,
                it.dueAt(),
                it.within()),
            fate,
            at));
  }

  /**
   * The request that has come about by these events of its stream; empty without any.
   *
   * @param at the instant at which its age is told
   */
  public static Optional<Item> request(List<Recorded<ExternalRequest.Event>> known, Instant at) {
    Recorded<ExternalRequest.Event> first = known.isEmpty() ? null : known.getFirst();
    if (first == null || !(first.event() instanceof ExternalRequestReceived it)) {
      return Optional.empty();
    }
    Fate fate = OPEN;
    for (Recorded<ExternalRequest.Event> recorded : known) {
      Instant recordedAt = recorded.recordedAt();
      fate =
          switch (recorded.event()) {
            case ExternalRequestReceived _ -> fate;
            case ExternalRequestAcknowledged _ ->
                new Fate("ACKNOWLEDGED", recordedAt, fate.overdue(), null, fate.decision());
            case ExternalRequestFulfilled(_, var how, var lateBy, _) ->
                fate.decided("FULFILLED", new Decision(recordedAt, lateBy, how, null, null));
            case ExternalRequestUnacknowledged _, ExternalRequestOverdue _ -> fate.withOverdue();
          };
    }
    return Optional.of(
        item(
            first.stream().key(),
            first.position(),
            new Received(
                it.department(),
                it.title(),
                it.institution(),
                it.reference(),
                it.receivedAt(),
                it.acknowledgeBy(),
                it.fulfilBy(),
                it.fulfilWithin()),
            fate,
            at));
  }

  /** What an item began with. */
  private record Received(
      String department,
      String title,
      String institution,
      @Nullable String reference,
      Instant at,
      @Nullable Instant acknowledgeBy,
      Instant dueAt,
      @Nullable Rule rule) {}

  private static Item item(String id, long position, Received it, Fate fate, Instant at) {
    Decision decision = fate.decision();
    Rule rule = it.rule();
    return new Item(
        id,
        it.department(),
        fate.status(),
        it.title(),
        it.institution(),
        it.reference(),
        it.at(),
        it.acknowledgeBy(),
        fate.acknowledgedAt(),
        it.dueAt(),
        decision == null ? null : decision.doneAt(),
        Duration.between(it.at(), decision == null ? at : decision.doneAt()).toSeconds(),
        fate.overdue(),
        decision == null ? null : decision.lateBy().toSeconds(),
        decision == null ? null : decision.outcome(),
        decision == null ? null : decision.effectiveFrom(),
        decision == null ? null : decision.approver(),
        fate.proposal(),
        rule == null ? null : rule.name(),
        rule == null ? null : rule.value(),
        rule == null ? null : rule.effectiveFrom(),
        rule == null ? null : rule.source(),
        position);
  }
}
