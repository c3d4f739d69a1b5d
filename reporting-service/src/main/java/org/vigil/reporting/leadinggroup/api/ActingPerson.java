package org.vigil.reporting.leadinggroup.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.stream.Stream;
import org.vigil.edge.Caller;
import org.vigil.edge.Commands;
import org.vigil.edge.Problem;
import org.vigil.edge.SubjectIds;
import org.vigil.reporting.leadinggroup.domain.Leader;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.Role;

/** The person who acts, by the token, and whose work in the leading group that person may do. */
@ApplicationScoped
public class ActingPerson {

  private final Caller caller;
  private final SubjectIds ids;
  private final Commands commands;

  @Inject
  ActingPerson(Caller caller, SubjectIds ids, Commands commands) {
    this.caller = caller;
    this.ids = ids;
    this.commands = commands;
  }

  /** For CDI's proxy. */
  @SuppressWarnings("NullAway")
  protected ActingPerson() {
    this.caller = null;
    this.ids = null;
    this.commands = null;
  }

  /**
   * The pseudonym of the person of the token.
   *
   * @throws Problem 403 {@code person-claim-missing} for a token that names nobody
   */
  public String subjectId() {
    return ids.of(
        null, caller.staffNo().orElseThrow(() -> Problem.of(403, "person-claim-missing")));
  }

  /**
   * 重大决策 are the leader's work, or of who stands in (2-b).
   *
   * @throws Problem 403 {@code only-the-leader-decides} for anybody else
   */
  public void mustLead(Instant now) {
    mustActAs("only-the-leader-decides", now, Role.LEADER);
  }

  /**
   * To direct the departments is the executive deputy leader's work (2-c), and the leader's above.
   *
   * @throws Problem 403 {@code only-the-executive-deputy-orders} for anybody else
   */
  public void mustDirect(Instant now) {
    mustActAs("only-the-executive-deputy-orders", now, Role.EXECUTIVE_DEPUTY, Role.LEADER);
  }

  /**
   * What holds for everybody is approved by a leader of section two, or by who stands in.
   *
   * @return the person and the capacity, for the record
   * @throws Problem 403 {@code only-a-leader-approves} for anybody else
   */
  public Leader mustApprove(Instant now) {
    return group()
        .leader(subjectId(), now)
        .orElseThrow(() -> Problem.of(403, "only-a-leader-approves"));
  }

  private void mustActAs(String refusal, Instant now, Role... roles) {
    String person = subjectId();
    LeadingGroup group = group();
    if (Stream.of(roles).noneMatch(role -> group.actsAs(role, person, now))) {
      throw Problem.of(403, refusal);
    }
  }

  /** Straight from the log: who was named a moment ago may act, and who was replaced may not. */
  private LeadingGroup group() {
    return commands.load(LeadingGroup.CATEGORY, LeadingGroup.KEY).state();
  }
}
