package org.vigil.reporting.outbreakcase.policy;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.vigil.eventsourcing.Policy;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;
import org.vigil.eventsourcing.subject.SubjectDataCommand;
import org.vigil.eventsourcing.subject.SubjectDataCommand.HoldSubject;
import org.vigil.eventsourcing.subject.SubjectDataCommand.ReleaseHold;
import org.vigil.eventsourcing.subject.SubjectDataCommand.Releaser;
import org.vigil.eventsourcing.subject.SubjectDataDecider;
import org.vigil.eventsourcing.subject.SubjectDataEvent.HoldReason;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.CaseClosed;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.CaseContactIdentified;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.CaseOpened;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.CasePersonIdentified;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.ContactListed;
import org.vigil.reporting.staff.view.Staff;

/** While a case is open nobody in it is forgotten, in any service; after that, as before. */
public final class WhenCaseOpensHoldItsPeople implements Policy {

  private static final String NAME = "when-case-opens-hold-its-people";

  private final Staff staff;

  public WhenCaseOpensHoldItsPeople(Staff staff) {
    this.staff = staff;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(
        CaseOpened.class,
        CasePersonIdentified.class,
        ContactListed.class,
        CaseContactIdentified.class,
        CaseClosed.class);
  }

  @Override
  public List<Intent<?>> react(Recorded<Object> event) {
    String caseId = event.stream().key();
    return switch (event.event()) {
      case CaseOpened opened -> hold(opened.subjectId(), caseId, event);
      case CasePersonIdentified who -> hold(who.subjectId(), caseId, event);
      case ContactListed(_, var contact, _) -> hold(contact.subjectId(), caseId, event);
      case CaseContactIdentified(_, var contact, _) -> hold(contact.subjectId(), caseId, event);
      case CaseClosed closed ->
          Stream.concat(Stream.of(closed.subjectId()), closed.contactIds().stream())
              .flatMap(subject -> staff.pseudonyms(subject).stream())
              .<Intent<?>>map(subject -> release(subject, caseId, event))
              .toList();
      default -> List.of();
    };
  }

  /** The gates know a member of the staff by the phone. */
  private List<Intent<?>> hold(String person, String caseId, Recorded<Object> event) {
    return staff.pseudonyms(person).stream()
        .<Intent<?>>map(
            subject ->
                intent(
                    subject,
                    new HoldSubject(
                        subject,
                        holdId(caseId),
                        HoldReason.OUTBREAK_CASE,
                        caseId,
                        NAME,
                        event.source())))
        .toList();
  }

  private static Intent<?> release(String subject, String caseId, Recorded<Object> event) {
    return intent(
        subject,
        new ReleaseHold(
            holdId(caseId), Releaser.THE_MATTER_ITSELF, NAME, event.source(), event.recordedAt()));
  }

  private static Intent<?> intent(String subject, SubjectDataCommand command) {
    return new Intent<>(new StreamId(SubjectDataDecider.CATEGORY, subject), command);
  }

  private static String holdId(String caseId) {
    return "case-" + caseId;
  }
}
