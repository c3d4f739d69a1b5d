package org.vigil.reporting.accountability.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Personal.Mask;
import org.vigil.eventsourcing.Recorded;
import org.vigil.reporting.accountability.domain.CaseEvent;
import org.vigil.reporting.accountability.domain.CaseEvent.CaseClosed;
import org.vigil.reporting.accountability.domain.CaseEvent.CaseGroundLost;
import org.vigil.reporting.accountability.domain.CaseEvent.CaseRevealed;
import org.vigil.reporting.accountability.domain.CaseEvent.EvidenceAdded;
import org.vigil.reporting.accountability.domain.CaseEvent.EvidenceSealed;
import org.vigil.reporting.accountability.domain.CaseEvent.FindingDecided;
import org.vigil.reporting.accountability.domain.CaseEvent.FindingReversed;
import org.vigil.reporting.accountability.domain.CaseEvent.LeadDismissed;
import org.vigil.reporting.accountability.domain.CaseEvent.LeadOpened;
import org.vigil.reporting.accountability.domain.CaseEvent.LeadWithdrawn;
import org.vigil.reporting.accountability.domain.CaseEvent.MeasureExecuted;
import org.vigil.reporting.accountability.domain.CaseEvent.NoticeOfCriticismDecided;
import org.vigil.reporting.accountability.domain.CaseEvent.ReferredForDiscipline;
import org.vigil.reporting.accountability.domain.CaseEvent.StatementPeriodEnded;
import org.vigil.reporting.accountability.domain.CaseEvent.StatementRecorded;
import org.vigil.reporting.accountability.domain.CaseEvent.SubjectNotified;
import org.vigil.reporting.accountability.domain.CaseEvent.WrittenSelfCriticismOrdered;
import org.vigil.reporting.accountability.domain.CaseEvent.WrittenSelfCriticismOverdue;
import org.vigil.reporting.accountability.domain.Evidence;
import org.vigil.reporting.accountability.domain.Finding;
import org.vigil.reporting.accountability.domain.Ground;
import org.vigil.reporting.accountability.domain.Measure;
import org.vigil.reporting.accountability.domain.Officer;
import org.vigil.reporting.accountability.domain.RuleInForce;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.Role;

/**
 * A case told step by step from its events, as they were known at an instant. Names are masked and
 * what people have said is left out; a reveal shows that.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "CaseStory")
record CaseStory(
    String id,
    int version,
    Ground ground,
    String groundText,
    String obligation,
    String department,
    @Nullable String maskedName,
    String suspicion,
    Instant arisenAt,
    @Schema(description = "认定前仅为线索 / Suspected only, until a person has found it so")
        boolean suspected,
    @Nullable Finding finding,
    List<String> evidence,
    @Schema(description = "固定的证据；固定前为空 / The sealed evidence; empty before") List<Evidence> sealed,
    List<RuleInForce> rules,
    List<Step> steps) {

  /** One step: what happened, when and by whom. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "CaseStep")
  record Step(String eventId, Instant at, String step, String zh, @Nullable Actor by) {}

  /** Who acted, masked; nobody for a policy or a deadline. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "CaseActor")
  record Actor(@Nullable String maskedName, @Nullable Role role, @Nullable String department) {}

  /** The story of a stream that has at least its first event. */
  static CaseStory of(String id, List<Recorded<CaseEvent>> events) {
    LeadOpened lead = (LeadOpened) events.getFirst().event();
    String name = lead.name();
    Finding finding = null;
    boolean suspected = true;
    List<String> evidence = new ArrayList<>();
    List<Evidence> sealed = List.of();
    List<RuleInForce> rules = List.of();
    List<Step> steps = new ArrayList<>();
    for (Recorded<CaseEvent> recorded : events) {
      switch (recorded.event()) {
        case LeadOpened opened -> evidence.addAll(opened.evidence());
        case EvidenceAdded(var more, _) -> evidence.addAll(more);
        case EvidenceSealed(var all, _) -> sealed = all;
        case SubjectNotified notified -> name = notified.name();
        case FindingDecided found -> {
          finding = found.finding();
          rules = found.rules();
          suspected = false;
        }
        default -> {}
      }
      steps.add(step(recorded));
    }
    return new CaseStory(
        id,
        events.getLast().version(),
        lead.ground(),
        lead.ground().zh(),
        lead.obligation(),
        lead.department(),
        name == null ? null : Mask.NAME.of(name),
        lead.suspicion(),
        lead.arisenAt(),
        suspected,
        finding,
        evidence.stream().distinct().toList(),
        sealed,
        rules,
        steps);
  }

  private static Step step(Recorded<CaseEvent> recorded) {
    return switch (recorded.event()) {
      case LeadOpened e -> step(recorded, "LEAD_OPENED", "线索登记：" + e.suspicion(), e.openedBy());
      case EvidenceAdded e ->
          step(recorded, "EVIDENCE_ADDED", "补充证据 " + e.evidence().size() + " 项", e.addedBy());
      case LeadDismissed e -> step(recorded, "LEAD_DISMISSED", "不予立案", e.dismissedBy());
      case LeadWithdrawn e -> step(recorded, "LEAD_WITHDRAWN", "线索自动撤回：" + e.reason(), null);
      case CaseGroundLost e -> step(recorded, "GROUND_LOST", "请处理人复核：" + e.reason(), null);
      case EvidenceSealed e ->
          step(recorded, "EVIDENCE_SEALED", "证据固定，共 " + e.evidence().size() + " 项", e.sealedBy());
      case SubjectNotified e -> step(recorded, "SUBJECT_NOTIFIED", "告知当事人", e.notifiedBy());
      case StatementRecorded _ -> step(recorded, "STATEMENT_RECORDED", "当事人陈述申辩", null);
      case StatementPeriodEnded _ -> step(recorded, "STATEMENT_PERIOD_ENDED", "陈述期满，未作陈述", null);
      case FindingDecided e ->
          step(
              recorded,
              "FINDING_DECIDED",
              "认定：" + text(e.finding()) + (e.seriousConsequences() ? "，造成严重后果和恶劣影响" : ""),
              e.decidedBy());
      case NoticeOfCriticismDecided e ->
          step(recorded, "NOTICE_OF_CRITICISM_DECIDED", "决定：通报批评", e.decidedBy());
      case WrittenSelfCriticismOrdered e ->
          step(recorded, "WRITTEN_SELF_CRITICISM_ORDERED", "决定：责令书面检讨", e.decidedBy());
      case ReferredForDiscipline e ->
          step(recorded, "REFERRED_FOR_DISCIPLINE", "决定：移送依法依纪依规处理", e.decidedBy());
      case WrittenSelfCriticismOverdue _ ->
          step(recorded, "WRITTEN_SELF_CRITICISM_OVERDUE", "书面检讨逾期未交", null);
      case MeasureExecuted e ->
          step(recorded, "MEASURE_EXECUTED", "已执行：" + text(e.measure()), e.recordedBy());
      case CaseClosed e -> step(recorded, "CLOSED", "结案", e.closedBy());
      case FindingReversed e -> step(recorded, "REVERSED", "撤销认定", e.reversedBy());
      case CaseRevealed _ -> step(recorded, "REVEALED", "查看个人信息（已记录）", null);
    };
  }

  private static Step step(
      Recorded<CaseEvent> recorded, String step, String zh, @Nullable Officer by) {
    return new Step(
        recorded.id().toString(),
        recorded.recordedAt(),
        step,
        zh,
        by == null
            ? null
            : new Actor(
                by.name() == null ? null : Mask.NAME.of(by.name()), by.role(), by.department()));
  }

  static String text(Finding finding) {
    return switch (finding) {
      case UPHELD -> "成立";
      case NOT_UPHELD -> "不成立";
      case EXCUSABLE -> "情有可原";
    };
  }

  static String text(Measure measure) {
    return switch (measure) {
      case NOTICE_OF_CRITICISM -> "通报批评";
      case WRITTEN_SELF_CRITICISM -> "书面检讨";
      case REFERRAL -> "移送";
    };
  }
}
