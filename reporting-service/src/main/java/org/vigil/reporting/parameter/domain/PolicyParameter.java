package org.vigil.reporting.parameter.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.Decider;
import org.vigil.eventsourcing.Decision;
import org.vigil.eventsourcing.EventType;
import org.vigil.eventsourcing.Refusal;
import org.vigil.reporting.leadinggroup.domain.Leader;

/**
 * One parameter: what was decided last, and what is proposed. The stream's key is its name.
 *
 * @param newest the number of the newest version that was proposed; 0 before the first
 * @param proposal what waits for a leader; null for nothing
 * @param decided null while nobody has: the default holds, and is nobody's
 */
public record PolicyParameter(int newest, @Nullable Proposal proposal, @Nullable Value decided) {

  public static final Category<Command, PolicyParameter, Event> CATEGORY =
      Category.of("policy-parameter", new Rules(), Event.class);

  /** What it is to be, from an instant on. */
  public record Value(String value, Instant effectiveFrom) {}

  /**
   * A version that no leader has approved yet.
   *
   * @param source the document that says so
   */
  public record Proposal(int number, Value value, String source) {}

  /** What can be asked of it. */
  public sealed interface Command {}

  /**
   * The office proposes a value; what it proposed before is given up.
   *
   * @param by who calls
   */
  public record Propose(String name, Value value, String source, String by) implements Command {}

  /** A leader decides what is proposed. */
  public record Approve(String name, int number, Leader by) implements Command {}

  /**
   * A leader decides a value without a proposal of the office.
   *
   * @param client who calls
   */
  public record Decide(String name, Value value, String source, String client, Leader by)
      implements Command {}

  /** What happens to it. */
  public sealed interface Event {}

  /** A version is proposed, and changes nothing yet. */
  @EventType("policy-parameter-proposed")
  public record PolicyParameterProposed(
      String name, int number, String value, Instant effectiveFrom, String source, String by)
      implements Event {}

  /**
   * Which person has approved a version, and as what in the leading group.
   *
   * @param subjectId the person's pseudonym
   */
  @EventType("policy-parameter-approved")
  public record PolicyParameterApproved(String name, int number, String subjectId, Leader.As as)
      implements Event {}

  /**
   * 参数已定: every service works with it from its instant on.
   *
   * @param value an ISO 8601 duration, a whole number or a local time, as the parameter's kind says
   * @param approver the role that decided, {@code 组长}
   * @param source the document that says so
   */
  @EventType("policy-parameter-decided")
  public record PolicyParameterDecided(
      String name, String value, Instant effectiveFrom, String approver, String source)
      implements Event {}

  /** Refused because … */
  public enum No implements Refusal {
    NOT_A_PARAMETER,
    NOT_A_VALUE_OF_ITS_KIND,
    NO_SUCH_PROPOSAL
  }

  /** A decision may always be replaced by a later one; the same twice is once. */
  private static final class Rules implements Decider<Command, PolicyParameter, Event> {

    @Override
    public PolicyParameter initialState() {
      return new PolicyParameter(0, null, null);
    }

    @Override
    public Decision<Event> decide(Command command, PolicyParameter state) {
      return switch (command) {
        case Propose it ->
            isDecided(it.value(), state) || isProposed(it, state)
                ? Decision.accept()
                : Decision.accept(proposed(it, state));
        case Approve(var name, var number, var by) -> approve(name, number, by, state.proposal());
        case Decide it -> {
          if (isDecided(it.value(), state)) {
            yield Decision.accept();
          }
          Propose own = new Propose(it.name(), it.value(), it.source(), it.client());
          List<Event> events = new ArrayList<>();
          events.add(proposed(own, state));
          events.addAll(approved(it.name(), open(own, state), it.by()));
          yield Decision.acceptAll(events);
        }
      };
    }

    private static boolean isDecided(Value value, PolicyParameter state) {
      return value.equals(state.decided()) && state.proposal() == null;
    }

    private static boolean isProposed(Propose it, PolicyParameter state) {
      return new Proposal(state.newest(), it.value(), it.source()).equals(state.proposal());
    }

    private static Proposal open(Propose it, PolicyParameter state) {
      return new Proposal(state.newest() + 1, it.value(), it.source());
    }

    private static PolicyParameterProposed proposed(Propose it, PolicyParameter state) {
      return new PolicyParameterProposed(
          it.name(),
          state.newest() + 1,
          it.value().value(),
          it.value().effectiveFrom(),
          it.source(),
          it.by());
    }

    private static Decision<Event> approve(
        String name, int number, Leader by, @Nullable Proposal proposal) {
      return proposal == null || proposal.number() != number
          ? Decision.refuse(No.NO_SUCH_PROPOSAL)
          : Decision.acceptAll(approved(name, proposal, by));
    }

    private static List<Event> approved(String name, Proposal proposal, Leader by) {
      return List.of(
          new PolicyParameterApproved(name, proposal.number(), by.subjectId(), by.as()),
          new PolicyParameterDecided(
              name,
              proposal.value().value(),
              proposal.value().effectiveFrom(),
              by.title(),
              proposal.source()));
    }

    @Override
    public PolicyParameter evolve(PolicyParameter state, Event event) {
      return switch (event) {
        case PolicyParameterProposed it ->
            new PolicyParameter(
                it.number(),
                new Proposal(it.number(), new Value(it.value(), it.effectiveFrom()), it.source()),
                state.decided());
        case PolicyParameterApproved _ -> state;
        case PolicyParameterDecided it ->
            new PolicyParameter(state.newest(), null, new Value(it.value(), it.effectiveFrom()));
      };
    }
  }
}
