package org.vigil.reporting.outbreakcase.policy;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.vigil.eventsourcing.Policy;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;
import org.vigil.reporting.expectation.domain.ExpectedReportCommand.ExpectReport;
import org.vigil.reporting.expectation.domain.ExpectedReportDecider;
import org.vigil.reporting.expectation.domain.Occasion;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.CaseContactIdentified;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.ContactListed;
import org.vigil.reporting.outbreakcase.view.Drills;
import org.vigil.reporting.outbreakcase.view.OutbreakCaseView;
import org.vigil.reporting.parameter.domain.Rules;
import org.vigil.reporting.rows.CaughtUp;
import org.vigil.reporting.staff.view.Staff;

/**
 * A member of the staff on a real case's list of contacts is a signal: the department that the
 * person belongs to owes a report (3.11-b). Strangers and drills make nothing due, and neither does
 * somebody unknown until it is known who it is.
 */
public final class WhenContactListedExpectReport implements Policy {

  /** The time to report a member of the staff whom a case lists as a contact. */
  public static final String REPORT_WITHIN = "reporting.case-contact-report-within";

  private final Drills drills;
  private final Staff staff;
  private final CaughtUp caughtUp;
  private final Rules rules;

  public WhenContactListedExpectReport(Drills drills, Staff staff, CaughtUp caughtUp, Rules rules) {
    this.drills = drills;
    this.staff = staff;
    this.caughtUp = caughtUp;
    this.rules = rules;
  }

  @Override
  public String name() {
    return "when-contact-listed-expect-report";
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(ContactListed.class, CaseContactIdentified.class);
  }

  @Override
  public List<Intent<?>> react(Recorded<Object> recorded) {
    return switch (recorded.event()) {
      case ContactListed it -> expect(recorded, it.contact().subjectId());
      case CaseContactIdentified it -> expect(recorded, it.contact().subjectId());
      default -> List.of();
    };
  }

  private List<Intent<?>> expect(Recorded<Object> recorded, String contact) {
    caughtUp.await(OutbreakCaseView.NAME, recorded.position());
    String caseId = recorded.stream().key();
    if (drills.isDrill(caseId)) {
      return List.of();
    }
    Instant now = recorded.recordedAt();
    return staff.member(contact, now).stream()
        .<Intent<?>>map(
            member ->
                new Intent<>(
                    new StreamId(
                        ExpectedReportDecider.CATEGORY.name(), caseId + ":contact-" + contact),
                    new ExpectReport(
                        Occasion.CASE_CONTACT,
                        member.subjectId(),
                        member.department(),
                        null,
                        null,
                        member.name(),
                        now,
                        now,
                        rules.inForce(REPORT_WITHIN, now))))
        .toList();
  }
}
