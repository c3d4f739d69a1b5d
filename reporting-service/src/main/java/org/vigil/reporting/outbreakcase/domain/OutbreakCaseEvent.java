package org.vigil.reporting.outbreakcase.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.EventType;
import org.vigil.eventsourcing.Personal;
import org.vigil.eventsourcing.Personal.Mask;
import org.vigil.eventsourcing.Reveal;
import org.vigil.reporting.parameter.domain.CitesRule;
import org.vigil.reporting.parameter.domain.Rule;
import org.vigil.reporting.person.domain.NobodyWasUnknown;
import org.vigil.reporting.person.domain.Person;

/** What happens to a case. The stream's key is the case's id. */
public sealed interface OutbreakCaseEvent {

  /** Why it was opened; people have judged it so. */
  enum Grounds {
    /** 疑似病例 */
    SUSPECTED,
    /** 确诊病例 */
    CONFIRMED,
    /** 无症状感染者 */
    WITHOUT_SYMPTOMS
  }

  /** How it ended. */
  enum Result {
    /** 痊愈 */
    RECOVERED,
    /** 排除 */
    RULED_OUT,
    /** 移交卫生健康部门 */
    HANDED_OVER,
    /** 死亡 */
    DECEASED
  }

  /** Until when a step is to be done, and by which rule. */
  record StepDue(Step step, Instant dueAt, Rule rule) {}

  /**
   * 病例立案: a person of the bureau is, or may be, infected.
   *
   * @param identified false while nobody knows more of the person than a name
   */
  @EventType(value = "outbreak-case-opened", version = 2, upcasters = NobodyWasUnknown.class)
  record CaseOpened(
      String subjectId,
      String department,
      Person person,
      boolean identified,
      @Personal @Nullable Grounds grounds,
      @Nullable String reportId,
      boolean drill,
      Instant knownAt,
      Instant openedAt,
      List<StepDue> due)
      implements OutbreakCaseEvent {
    public CaseOpened {
      due = List.copyOf(due);
    }
  }

  /**
   * 已隔离.
   *
   * @param lateBy how long after it was due; zero if it was in time; so in all that follow
   */
  @EventType("case-subject-isolated")
  record SubjectIsolated(
      String subjectId, String department, Instant at, @Personal String place, Duration lateBy)
      implements OutbreakCaseEvent {}

  /** 已报告卫生健康部门: the health authority knows. */
  @EventType("case-authority-notified")
  record AuthorityNotified(
      String subjectId,
      String department,
      Instant at,
      String authority,
      @Nullable String reference,
      Duration lateBy)
      implements OutbreakCaseEvent {}

  /**
   * Now it is known whose case it is.
   *
   * @param formerSubjectId under which the person was kept until now
   */
  @EventType("case-person-identified")
  record CasePersonIdentified(
      String subjectId, String department, Person person, String formerSubjectId)
      implements OutbreakCaseEvent {}

  /**
   * Somebody whom the person met.
   *
   * @param identified false while nobody knows more of the contact than a name
   */
  @EventType(value = "case-contact-listed", version = 2, upcasters = NobodyWasUnknown.class)
  record ContactListed(String caseSubjectId, Contact contact, boolean identified)
      implements OutbreakCaseEvent {}

  /**
   * Now it is known who a contact is; who was listed already is the same.
   *
   * @param formerSubjectId under which the contact was listed until now
   */
  @EventType("case-contact-identified")
  record CaseContactIdentified(String caseSubjectId, Contact contact, String formerSubjectId)
      implements OutbreakCaseEvent {}

  /** Who it is. */
  record Contact(String subjectId, String department, Person person, Instant lastContactAt) {}

  /** 密接排查完成: all are on the list. */
  @EventType("case-contacts-listed")
  record ContactListingCompleted(
      String subjectId, String department, int contacts, Instant at, Duration lateBy)
      implements OutbreakCaseEvent {}

  /** 终末消毒任务: disinfection-service is to see to these zones. It says nothing of whose case it is. */
  @EventType("terminal-disinfection-requested")
  record TerminalDisinfectionRequested(
      String caseId,
      String department,
      List<String> zones,
      boolean drill,
      Instant requestedAt,
      Duration lateBy,
      StepDue due)
      implements OutbreakCaseEvent {
    public TerminalDisinfectionRequested {
      zones = List.copyOf(zones);
    }
  }

  /**
   * 一处终末消毒完成: disinfection-service has said so.
   *
   * @param by the cleaners' department
   */
  @EventType("outbreak-case-zone-disinfected")
  record ZoneDisinfected(String zone, String by, Instant at) implements OutbreakCaseEvent {}

  /**
   * 终末消毒完成.
   *
   * @param by the team, or the cleaners' department where disinfection-service said so of each zone
   */
  @EventType("case-disinfection-completed")
  record TerminalDisinfectionCompleted(String department, Instant at, String by, Duration lateBy)
      implements OutbreakCaseEvent {}

  /**
   * 结案.
   *
   * @param contactIds everybody beside the person who was kept on record for it, also under what
   *     they were kept before it was known who they are
   */
  @EventType("outbreak-case-closed")
  record CaseClosed(
      String subjectId,
      String department,
      @Personal @Nullable Result result,
      @Personal @Nullable String note,
      List<String> contactIds,
      Instant at,
      Duration lateBy)
      implements OutbreakCaseEvent {
    public CaseClosed {
      contactIds = List.copyOf(contactIds);
    }
  }

  /** A step was not done in time. It may still be, and stays late. */
  @EventType("case-step-overdue")
  record CaseStepOverdue(
      String subjectId,
      String department,
      @Personal(mask = Mask.NAME) String name,
      boolean drill,
      Step step,
      Instant dueAt,
      Rule rule)
      implements OutbreakCaseEvent, CitesRule {}

  /** Somebody of the office has looked at whose case it is. */
  @EventType("outbreak-case-revealed")
  record CaseRevealed(String subjectId, String department, @Personal String purpose)
      implements OutbreakCaseEvent, Reveal {}
}
