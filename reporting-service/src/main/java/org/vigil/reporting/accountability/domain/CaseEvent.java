package org.vigil.reporting.accountability.domain;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.EventType;
import org.vigil.eventsourcing.Personal;
import org.vigil.eventsourcing.Personal.Mask;
import org.vigil.eventsourcing.Reveal;
import org.vigil.eventsourcing.Upcaster;

/** What happens in a case. The stream's key is the case's id. */
public sealed interface CaseEvent {

  /**
   * 线索: something is suspected (5-1 to 5-8). A lead, not a finding.
   *
   * @param obligation the obligation that was not met, {@code 3.7-a}
   * @param subjectId whom it concerns; null while only the department is known
   * @param suspicion what is suspected, in words that judge nobody; people who open a lead write
   *     their own, and may name somebody in them
   * @param arisenAt when the matter arose: the rules in force then are the ones that count
   * @param openedBy the person who opened it; null for a policy
   * @param evidence ids of events
   */
  @EventType(value = "lead-opened", version = 2, upcasters = WordsWereInTheClear.class)
  record LeadOpened(
      Ground ground,
      String obligation,
      String department,
      @Nullable String subjectId,
      @Personal(mask = Mask.NAME) @Nullable String name,
      @Personal String suspicion,
      Instant arisenAt,
      @Nullable Officer openedBy,
      List<String> evidence)
      implements CaseEvent {
    public LeadOpened {
      evidence = List.copyOf(evidence);
    }
  }

  /** The words of a lead were stored and published as they are; they read the same now. */
  final class WordsWereInTheClear implements Upcaster {
    @Override
    public Map<String, Object> upcast(Map<String, Object> fields) {
      return fields;
    }
  }

  /**
   * More events were found that belong to it.
   *
   * @param addedBy null for a policy
   */
  @EventType("evidence-added")
  record EvidenceAdded(List<String> evidence, @Nullable Officer addedBy) implements CaseEvent {
    public EvidenceAdded {
      evidence = List.copyOf(evidence);
    }
  }

  /** 证据固定: these events, each once, in the order of their recording, and no others from now on. */
  @EventType("evidence-sealed")
  record EvidenceSealed(List<Evidence> evidence, Officer sealedBy) implements CaseEvent {
    public EvidenceSealed {
      evidence = List.copyOf(evidence);
    }
  }

  /** 告知: the person knows what is suspected and until when to speak. */
  @EventType("subject-notified")
  record SubjectNotified(
      String subjectId,
      @Personal(mask = Mask.NAME) String name,
      String department,
      Instant statementDueAt,
      Officer notifiedBy)
      implements CaseEvent {}

  /** 陈述申辩: what the person has said to it. */
  @EventType("statement-recorded")
  record StatementRecorded(String subjectId, @Personal String statement) implements CaseEvent {}

  /** The time to speak is over; the person has not used it. */
  @EventType("statement-period-ended")
  record StatementPeriodEnded(String subjectId, Instant dueAt) implements CaseEvent {}

  /**
   * 认定: what a named leader has found.
   *
   * @param cited the events that carry the finding, all of them evidence
   * @param rules the versions of the rules in force when the matter arose; version 1 did not say by
   *     which document
   * @param seriousConsequences 造成严重后果和恶劣影响
   */
  @EventType(value = "finding-decided", version = 2, upcasters = CitedNoSource.class)
  record FindingDecided(
      String subjectId,
      Ground ground,
      Finding finding,
      boolean seriousConsequences,
      List<String> cited,
      List<RuleInForce> rules,
      @Personal String reasons,
      Officer decidedBy)
      implements CaseEvent {
    public FindingDecided {
      cited = List.copyOf(cited);
      rules = List.copyOf(rules);
    }
  }

  /** 通报批评 is decided. */
  @EventType("notice-of-criticism-decided")
  record NoticeOfCriticismDecided(String subjectId, Officer decidedBy) implements CaseEvent {}

  /** 责令书面检讨: the person owes one until then. */
  @EventType("written-self-criticism-ordered")
  record WrittenSelfCriticismOrdered(String subjectId, Instant dueAt, Officer decidedBy)
      implements CaseEvent {}

  /** 移送依法依纪依规处理 is decided; what becomes of it is decided elsewhere. */
  @EventType("referred-for-discipline")
  record ReferredForDiscipline(String subjectId, Officer decidedBy) implements CaseEvent {}

  /** The self-criticism was not there when it was due. */
  @EventType("written-self-criticism-overdue")
  record WrittenSelfCriticismOverdue(String subjectId, String department, Instant dueAt)
      implements CaseEvent {}

  /**
   * 执行: a measure is carried out.
   *
   * @param record the document that shows it, 发文号
   */
  @EventType("measure-executed")
  record MeasureExecuted(
      String subjectId, Measure measure, @Personal String record, Officer recordedBy)
      implements CaseEvent {}

  /** 不予立案: a leader sees nothing in the lead; new evidence opens it again. */
  @EventType("lead-dismissed")
  record LeadDismissed(@Nullable String subjectId, @Personal String reasons, Officer dismissedBy)
      implements CaseEvent {}

  /**
   * 线索撤回: nobody has taken the lead up, and what it rested on was taken back; if that comes up
   * again, so does the lead.
   *
   * @param evidence ids of the events that took it back
   */
  @EventType("lead-withdrawn")
  record LeadWithdrawn(@Nullable String subjectId, String reason, List<String> evidence)
      implements CaseEvent {
    public LeadWithdrawn {
      evidence = List.copyOf(evidence);
    }
  }

  /**
   * 所依据的事实已撤回: as above, where somebody carries the case already and has to say what becomes of it.
   *
   * @param evidence ids of the events that took it back
   */
  @EventType("case-ground-lost")
  record CaseGroundLost(@Nullable String subjectId, String reason, List<String> evidence)
      implements CaseEvent {
    public CaseGroundLost {
      evidence = List.copyOf(evidence);
    }
  }

  /** 结案. */
  @EventType("accountability-case-closed")
  record CaseClosed(String subjectId, @Personal String note, Officer closedBy)
      implements CaseEvent {}

  /** 撤销: the finding and its measures no longer hold; they stay on record. */
  @EventType("finding-reversed")
  record FindingReversed(String subjectId, @Personal String reasons, Officer reversedBy)
      implements CaseEvent {}

  /** Somebody has looked at the names and words of the case. */
  @EventType("accountability-case-revealed")
  record CaseRevealed(String subjectId, @Personal String purpose) implements CaseEvent, Reveal {}

  /** The rules were there without their documents. */
  final class CitedNoSource implements Upcaster {
    @Override
    public Map<String, Object> upcast(Map<String, Object> fields) {
      return fields;
    }
  }
}
