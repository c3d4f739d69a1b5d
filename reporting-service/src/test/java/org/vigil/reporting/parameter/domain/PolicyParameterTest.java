package org.vigil.reporting.parameter.domain;

import static org.vigil.testing.DeciderSpecification.given;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.vigil.eventsourcing.Decider;
import org.vigil.reporting.leadinggroup.domain.Leader;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.Role;
import org.vigil.reporting.parameter.domain.PolicyParameter.Approve;
import org.vigil.reporting.parameter.domain.PolicyParameter.Command;
import org.vigil.reporting.parameter.domain.PolicyParameter.Decide;
import org.vigil.reporting.parameter.domain.PolicyParameter.Event;
import org.vigil.reporting.parameter.domain.PolicyParameter.No;
import org.vigil.reporting.parameter.domain.PolicyParameter.PolicyParameterApproved;
import org.vigil.reporting.parameter.domain.PolicyParameter.PolicyParameterDecided;
import org.vigil.reporting.parameter.domain.PolicyParameter.PolicyParameterProposed;
import org.vigil.reporting.parameter.domain.PolicyParameter.Propose;
import org.vigil.reporting.parameter.domain.PolicyParameter.Value;

class PolicyParameterTest {

  private static final Decider<Command, PolicyParameter, Event> RULES =
      PolicyParameter.CATEGORY.decider();
  private static final String NAME = "reporting.remind-every";
  private static final Instant FROM = Instant.parse("2022-11-03T06:05:00Z");
  private static final Value VALUE = new Value("PT20M", FROM);
  private static final Leader LEADER = new Leader("林", new Leader.As(Role.LEADER, false));
  private static final Leader STAND_IN = new Leader("梁", new Leader.As(Role.LEADER, true));
  private static final Propose PROPOSAL = new Propose(NAME, VALUE, "纪要", "office");

  private static PolicyParameterProposed proposed(int number, String by) {
    return new PolicyParameterProposed(NAME, number, "PT20M", FROM, "纪要", by);
  }

  private static PolicyParameterDecided decided(String approver) {
    return new PolicyParameterDecided(NAME, "PT20M", FROM, approver, "纪要");
  }

  @Test
  void a_proposal_decides_nothing_until_a_leader_approves_it() {
    given(RULES).when(PROPOSAL).then(proposed(1, "office"));
    given(RULES, proposed(1, "office"))
        .when(new Approve(NAME, 1, LEADER))
        .then(new PolicyParameterApproved(NAME, 1, "林", LEADER.as()), decided("组长"));
  }

  @Test
  void who_stands_in_approves_and_the_record_says_so() {
    given(RULES, proposed(1, "office"))
        .when(new Approve(NAME, 1, STAND_IN))
        .then(new PolicyParameterApproved(NAME, 1, "梁", STAND_IN.as()), decided("组长（代理）"));
  }

  @Test
  void what_a_leader_says_is_decided_at_once_and_takes_the_place_of_what_waits() {
    PolicyParameterApproved approved = new PolicyParameterApproved(NAME, 2, "林", LEADER.as());
    given(RULES, proposed(1, "office"))
        .when(new Decide(NAME, VALUE, "纪要", "people", LEADER))
        .then(proposed(2, "people"), approved, decided("组长"));
    given(RULES, proposed(1, "office"), proposed(2, "people"), approved, decided("组长"))
        .when(new Approve(NAME, 1, LEADER))
        .thenRefused(No.NO_SUCH_PROPOSAL);
  }

  @Test
  void the_same_twice_is_once() {
    given(RULES, proposed(1, "office")).when(PROPOSAL).thenNothingHappened();
    given(RULES, decided("组长")).when(PROPOSAL).thenNothingHappened();
    given(RULES, decided("组长"))
        .when(new Decide(NAME, VALUE, "纪要", "people", LEADER))
        .thenNothingHappened();
  }

  @Test
  void what_nobody_has_proposed_nobody_approves() {
    given(RULES).when(new Approve(NAME, 1, LEADER)).thenRefused(No.NO_SUCH_PROPOSAL);
    given(RULES, proposed(1, "office"), proposed(2, "office"))
        .when(new Approve(NAME, 1, LEADER))
        .thenRefused(No.NO_SUCH_PROPOSAL);
  }
}
