package org.vigil.reporting.wiring;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.vigil.edge.Policies;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.EventLog;
import org.vigil.eventsourcing.history.History;
import org.vigil.eventsourcing.runtime.EventSourcing;
import org.vigil.reporting.accountability.domain.CaseDecider;
import org.vigil.reporting.accountability.policy.WhenCaseOpensHoldSubject;
import org.vigil.reporting.accountability.policy.WhenObligationIsBreachedOpenLead;
import org.vigil.reporting.accountability.policy.WhenObligationIsBreachedOpenLead.Repetition;
import org.vigil.reporting.accountability.view.CaseView;
import org.vigil.reporting.expectation.domain.ExpectedReportEvent.FalseReportSuspected;
import org.vigil.reporting.intake.DepartmentArranged;
import org.vigil.reporting.intake.DepartmentDefined;
import org.vigil.reporting.intake.DepartmentPostFellVacant;
import org.vigil.reporting.intake.DepartmentPostVacancyEnded;
import org.vigil.reporting.obligation.domain.Assignments;
import org.vigil.reporting.obligation.domain.Assignments.Command;
import org.vigil.reporting.obligation.domain.Assignments.Command.LookForGaps;
import org.vigil.reporting.obligation.domain.Assignments.Event;
import org.vigil.reporting.obligation.domain.Assignments.ObligationAssigned;
import org.vigil.reporting.obligation.domain.Assignments.ObligationUnitsSet;
import org.vigil.reporting.obligation.domain.Obligation;
import org.vigil.reporting.obligation.policy.WhenStaffChangesLookForGaps;
import org.vigil.reporting.obligation.view.AssignmentView;
import org.vigil.reporting.obligation.view.BreachView;
import org.vigil.reporting.obligation.view.Breaches;
import org.vigil.reporting.obligation.view.Matrix;
import org.vigil.reporting.rows.CaughtUp;
import org.vigil.reporting.staff.view.LeadershipView;
import org.vigil.reporting.staff.view.Staff;
import org.vigil.reporting.staff.view.Staff.Department;
import org.vigil.reporting.staff.view.StaffView;

/** What section five and the matrix of obligations consist of, without CDI. */
final class AccountabilityParts {

  /** How many misses of one obligation within the window are a lead (5-1). Not in the plan. */
  static final String REPEATED_MISSES = "reporting.repeated-misses";

  /** The window in which misses are counted together. */
  static final String REPEATED_MISSES_WINDOW = "reporting.repeated-misses-window";

  /** The department that is the leading group's office (2-f), by its name or an alias. */
  private static final String OFFICE = "办公室";

  /** What follows the received log bears its name behind its own. */
  private static final String STAFF = StaffView.NAME + "@received";

  private static final String LEADERSHIP = LeadershipView.NAME + "@received";

  private static final String SERVICE = "reporting";

  private AccountabilityParts() {}

  static void contribute(
      EventSourcing.Builder builder,
      DataSource dataSource,
      CaughtUp caughtUp,
      Policies policies,
      Supplier<EventLog> own,
      InstantSource clock) {
    Staff staff = new Staff(dataSource);
    obligations(builder, new Matrix(dataSource), caughtUp, clock);
    builder
        .category(CaseDecider.CATEGORY)
        .follow(new BreachView())
        .follow(new CaseView())
        .react(
            new WhenObligationIsBreachedOpenLead(
                new Breaches(dataSource),
                caughtUp,
                cause -> behind(new History(dataSource, SERVICE), own.get(), cause),
                new Repetition(
                    at -> policies.number(REPEATED_MISSES, at),
                    at -> policies.duration(REPEATED_MISSES_WINDOW, at)),
                at -> office(staff, at)))
        .react(new WhenCaseOpensHoldSubject(staff, clock));
  }

  /** The events that a fact of this service names as its ground, beside itself. */
  private static List<String> behind(History history, EventLog own, String cause) {
    return history.event(UUID.fromString(cause)).stream()
        .flatMap(event -> own.after(event.position() - 1, 1).stream())
        .filter(recorded -> recorded.id().toString().equals(cause))
        .flatMap(
            recorded ->
                recorded.event() instanceof FalseReportSuspected it
                    ? it.facts().stream()
                    : Stream.empty())
        .toList();
  }

  /** Who is named, which departments carry what, and the watch that nothing hangs in the air. */
  static void obligations(
      EventSourcing.Builder builder, Matrix matrix, CaughtUp caughtUp, InstantSource clock) {
    builder
        .category(assignments(matrix, clock))
        .follow(new AssignmentView())
        .react(
            new WhenStaffChangesLookForGaps(
                "when-obligation-is-assigned-look-for-gaps",
                Set.of(ObligationAssigned.class, ObligationUnitsSet.class),
                List.of(AssignmentView.NAME),
                matrix,
                caughtUp))
        .reactReceived(
            new WhenStaffChangesLookForGaps(
                "when-department-changes-look-for-gaps",
                Set.of(
                    DepartmentArranged.class,
                    DepartmentDefined.class,
                    DepartmentPostFellVacant.class,
                    DepartmentPostVacancyEnded.class),
                List.of(STAFF, LEADERSHIP),
                matrix,
                caughtUp));
  }

  /** Where an assignment begins or ends, it is looked whether somebody is named from then on. */
  static Category<Command, Assignments, Event> assignments(Matrix matrix, InstantSource clock) {
    return Assignments.category(
        (deadline, dueAt) -> {
          Obligation obligation = Obligation.of(Assignments.obligation(deadline)).orElseThrow();
          Instant now = clock.instant().isAfter(dueAt) ? clock.instant() : dueAt;
          return new LookForGaps(obligation.id(), matrix.units(obligation, now), now);
        });
  }

  private static Optional<String> office(Staff staff, Instant at) {
    return staff.departments(at).stream()
        .filter(one -> one.name().equals(OFFICE) || one.aliases().contains(OFFICE))
        .map(Department::code)
        .findFirst();
  }
}
