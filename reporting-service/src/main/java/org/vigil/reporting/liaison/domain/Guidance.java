package org.vigil.reporting.liaison.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.DeadlineRule.Change;
import org.vigil.eventsourcing.Decider;
import org.vigil.eventsourcing.Decision;
import org.vigil.eventsourcing.EventType;
import org.vigil.eventsourcing.Personal;
import org.vigil.eventsourcing.Refusal;
import org.vigil.reporting.parameter.domain.Rule;
import org.vigil.reporting.person.domain.NobodyWasNamed;

/** What the health authority advises, until somebody decides what to do of it (3.6-b). */
public sealed interface Guidance {

  /** The time to decide. */
  String DECIDE_WITHIN = "reporting.guidance-decide-within";

  String DECISION = "decision";

  Category<Command, Guidance, Event> CATEGORY =
      new Category<>(
          "guidance",
          new Rules(),
          Event.class,
          Guidance::deadlines,
          (_, dueAt) -> new DetectUndecided(dueAt));

  private static List<Change> deadlines(Event event) {
    return switch (event) {
      case GuidanceReceived received -> List.of(new Change.Schedule(DECISION, received.dueAt()));
      case ControlMeasureRevised _, GuidanceSetAside _ -> List.of(new Change.Cancel(DECISION));
      case GuidanceUndecided _ -> List.of();
    };
  }

  record NotReceived() implements Guidance {}

  record Undecided(GuidanceReceived received) implements Guidance {}

  record Decided(GuidanceReceived received) implements Guidance {}

  /** What can be asked. */
  sealed interface Command {}

  record ReceiveGuidance(
      String title,
      String institution,
      @Nullable String reference,
      String department,
      Rule within,
      Instant now)
      implements Command {}

  /**
   * Measures follow from it.
   *
   * @param parameter the parameter of the plan that changes with it; null for none
   * @param approver the role that decides, {@code 组长}
   */
  record ReviseMeasure(
      String measure,
      Instant effectiveFrom,
      @Nullable String parameter,
      String approver,
      Instant now)
      implements Command {}

  /** None do. */
  record SetAside(String reason, String approver, Instant now) implements Command {}

  record DetectUndecided(Instant dueAt) implements Command {}

  /**
   * What happens. A text may name people and is about nobody in particular: its {@code subjectId}
   * is null, and it belongs to the stream.
   */
  sealed interface Event {}

  /** 专业指导. */
  @EventType(value = "guidance-received", version = 2, upcasters = NobodyWasNamed.class)
  record GuidanceReceived(
      @Personal String title,
      String institution,
      @Nullable String reference,
      String department,
      Instant receivedAt,
      Instant dueAt,
      Rule within,
      @Nullable String subjectId)
      implements Event {}

  /**
   * 措施调整: what changes because of it, and from when.
   *
   * @param lateBy how long after it was due; zero if it was in time
   */
  @EventType(value = "control-measure-revised", version = 2, upcasters = NobodyWasNamed.class)
  record ControlMeasureRevised(
      String department,
      @Personal String measure,
      Instant effectiveFrom,
      @Nullable String parameter,
      String approver,
      Duration lateBy,
      @Nullable String subjectId)
      implements Event {}

  /** 不作调整: somebody has decided that nothing changes, and why. */
  @EventType(value = "guidance-set-aside", version = 2, upcasters = NobodyWasNamed.class)
  record GuidanceSetAside(
      String department,
      @Personal String reason,
      String approver,
      Duration lateBy,
      @Nullable String subjectId)
      implements Event {}

  /** Nobody has decided in time. */
  @EventType("guidance-undecided")
  record GuidanceUndecided(String department, Instant receivedAt, Instant dueAt, Rule within)
      implements Event {}

  /** Refused because … */
  enum No implements Refusal {
    GUIDANCE_UNKNOWN,
    GUIDANCE_ALREADY_DECIDED
  }

  /** Received, then decided once; a decision after its time stays late. */
  final class Rules implements Decider<Command, Guidance, Event> {

    @Override
    public Guidance initialState() {
      return new NotReceived();
    }

    @Override
    public Decision<Event> decide(Command command, Guidance state) {
      return switch (state) {
        case NotReceived _ ->
            command instanceof ReceiveGuidance it
                ? Decision.accept(
                    new GuidanceReceived(
                        it.title(),
                        it.institution(),
                        it.reference(),
                        it.department(),
                        it.now(),
                        it.now().plus(it.within().duration()),
                        it.within(),
                        null))
                : Decision.refuse(No.GUIDANCE_UNKNOWN);
        case Undecided(var received) ->
            switch (command) {
              case ReceiveGuidance _ -> Decision.accept();
              case ReviseMeasure it ->
                  Decision.accept(
                      new ControlMeasureRevised(
                          received.department(),
                          it.measure(),
                          it.effectiveFrom(),
                          it.parameter(),
                          it.approver(),
                          lateBy(received, it.now()),
                          null));
              case SetAside(var reason, var approver, var now) ->
                  Decision.accept(
                      new GuidanceSetAside(
                          received.department(), reason, approver, lateBy(received, now), null));
              case DetectUndecided(var dueAt) ->
                  dueAt.isBefore(received.dueAt())
                      ? Decision.accept()
                      : Decision.accept(
                          new GuidanceUndecided(
                              received.department(),
                              received.receivedAt(),
                              received.dueAt(),
                              received.within()));
            };
        case Decided _ ->
            switch (command) {
              case ReceiveGuidance _, DetectUndecided _ -> Decision.accept();
              case ReviseMeasure _, SetAside _ -> Decision.refuse(No.GUIDANCE_ALREADY_DECIDED);
            };
      };
    }

    private static Duration lateBy(GuidanceReceived received, Instant now) {
      return now.isAfter(received.dueAt())
          ? Duration.between(received.dueAt(), now)
          : Duration.ZERO;
    }

    @Override
    public Guidance evolve(Guidance state, Event event) {
      return switch (event) {
        case GuidanceReceived received -> new Undecided(received);
        case GuidanceUndecided _ -> state;
        case ControlMeasureRevised _, GuidanceSetAside _ ->
            state instanceof Undecided(var received) ? new Decided(received) : state;
      };
    }
  }
}
