package org.vigil.reporting.accountability.policy;

import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Policy;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;
import org.vigil.eventsourcing.subject.SubjectDataCommand;
import org.vigil.eventsourcing.subject.SubjectDataCommand.HoldSubject;
import org.vigil.eventsourcing.subject.SubjectDataCommand.ReleaseHold;
import org.vigil.eventsourcing.subject.SubjectDataCommand.Releaser;
import org.vigil.eventsourcing.subject.SubjectDataDecider;
import org.vigil.eventsourcing.subject.SubjectDataEvent.HoldReason;
import org.vigil.reporting.accountability.domain.CaseEvent;
import org.vigil.reporting.accountability.domain.CaseEvent.CaseClosed;
import org.vigil.reporting.accountability.domain.CaseEvent.FindingReversed;
import org.vigil.reporting.accountability.domain.CaseEvent.LeadDismissed;
import org.vigil.reporting.accountability.domain.CaseEvent.LeadOpened;
import org.vigil.reporting.accountability.domain.CaseEvent.LeadWithdrawn;
import org.vigil.reporting.accountability.domain.CaseEvent.SubjectNotified;
import org.vigil.reporting.staff.view.Staff;

/**
 * Whom a case concerns is not forgotten while it is open, in no service; what ends it releases the
 * hold, and an erasure that has waited takes place. The hold carries the number of the case, so
 * that nobody can release it by hand.
 */
public final class WhenCaseOpensHoldSubject implements Policy {

  private static final String SERVICE = "reporting";

  private final Staff staff;
  private final InstantSource clock;

  public WhenCaseOpensHoldSubject(Staff staff, InstantSource clock) {
    this.staff = staff;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "when-case-opens-hold-subject";
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(CaseEvent.class);
  }

  @Override
  public List<Intent<?>> react(Recorded<Object> recorded) {
    String id = recorded.stream().key();
    return switch (recorded.event()) {
      case LeadOpened lead -> hold(lead.subjectId(), id);
      case SubjectNotified notified -> hold(notified.subjectId(), id);
      case LeadDismissed dismissed -> release(dismissed.subjectId(), id);
      case LeadWithdrawn withdrawn -> release(withdrawn.subjectId(), id);
      case CaseClosed closed -> release(closed.subjectId(), id);
      // After the case was closed there is no hold left, and the release is refused as unknown.
      case FindingReversed reversed -> release(reversed.subjectId(), id);
      default -> List.of();
    };
  }

  private List<Intent<?>> hold(@Nullable String subject, String id) {
    return ofEach(
        subject,
        one ->
            new HoldSubject(
                one, holdId(one, id), HoldReason.ACCOUNTABILITY_CASE, id, name(), SERVICE));
  }

  private List<Intent<?>> release(@Nullable String subject, String id) {
    return ofEach(
        subject,
        one ->
            new ReleaseHold(
                holdId(one, id), Releaser.THE_MATTER_ITSELF, name(), SERVICE, clock.instant()));
  }

  /** The gates know a member of the staff by the phone. */
  private List<Intent<?>> ofEach(
      @Nullable String subject, Function<String, SubjectDataCommand> command) {
    return subject == null
        ? List.of()
        : staff.pseudonyms(subject).stream()
            .<Intent<?>>map(one -> new Intent<>(stream(one), command.apply(one)))
            .toList();
  }

  private static StreamId stream(String subject) {
    return new StreamId(SubjectDataDecider.CATEGORY, subject);
  }

  private static String holdId(String subject, String id) {
    return subject + "." + id;
  }
}
