package org.vigil.reporting.accountability.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
import org.vigil.reporting.accountability.domain.Measure;
import org.vigil.reporting.accountability.view.CaseView;

/** A case in the list as its events tell it, up to any of them; {@link CaseView} of the last. */
final class CasePast {

  private final LeadOpened lead;
  private final Recorded<CaseEvent> first;
  private final List<String> measures = new ArrayList<>();
  private String suspicion;
  private @Nullable String name;
  private String status = "LEAD";
  private int evidence;
  private @Nullable Instant dueAt;
  private @Nullable Instant groundLostAt;
  private @Nullable String finding;
  private boolean overdue;

  private CasePast(Recorded<CaseEvent> first, LeadOpened lead) {
    this.first = first;
    this.lead = lead;
    this.suspicion = lead.suspicion();
    this.name = lead.name();
  }

  /** The case that has come about by these events of its stream; empty without any. */
  static Optional<Answer> of(List<Recorded<CaseEvent>> known) {
    if (known.isEmpty() || !(known.getFirst().event() instanceof LeadOpened lead)) {
      return Optional.empty();
    }
    CasePast past = new CasePast(known.getFirst(), lead);
    known.forEach(recorded -> past.tell(recorded.event(), recorded.recordedAt()));
    return Optional.of(past.answer());
  }

  private void tell(CaseEvent event, Instant at) {
    switch (event) {
      case LeadOpened opened -> {
        status = "LEAD";
        suspicion = opened.suspicion();
        groundLostAt = null;
        evidence += opened.evidence().size();
      }
      case EvidenceAdded(var more, _) -> evidence += more.size();
      case LeadDismissed _ -> step("DISMISSED");
      case LeadWithdrawn _ -> {
        step("WITHDRAWN");
        groundLostAt = at;
      }
      case CaseGroundLost _ -> groundLostAt = at;
      case EvidenceSealed _ -> step("EVIDENCE_SEALED");
      case SubjectNotified notified -> {
        step("NOTIFIED");
        name = notified.name();
        dueAt = notified.statementDueAt();
      }
      case StatementRecorded _, StatementPeriodEnded _ -> step("HEARD");
      case FindingDecided found -> {
        step("FOUND");
        finding = found.finding().name();
      }
      case NoticeOfCriticismDecided _ -> decided(Measure.NOTICE_OF_CRITICISM);
      case WrittenSelfCriticismOrdered ordered -> {
        decided(Measure.WRITTEN_SELF_CRITICISM);
        dueAt = ordered.dueAt();
      }
      case ReferredForDiscipline _ -> decided(Measure.REFERRAL);
      case WrittenSelfCriticismOverdue _ -> overdue = true;
      case MeasureExecuted executed -> {
        status = "MEASURE_EXECUTED";
        if (executed.measure() == Measure.WRITTEN_SELF_CRITICISM) {
          dueAt = null;
          overdue = false;
        }
      }
      case CaseClosed _ -> step("CLOSED");
      case FindingReversed _ -> step("REVERSED");
      case CaseRevealed _ -> {}
    }
  }

  private void step(String to) {
    status = to;
    dueAt = null;
  }

  private void decided(Measure measure) {
    status = "MEASURE_DECIDED";
    measures.add(measure.name());
  }

  private Answer answer() {
    return new Answer(
        first.stream().key(),
        lead.ground(),
        lead.ground().zh(),
        lead.obligation(),
        lead.department(),
        name == null ? null : Mask.NAME.of(name),
        suspicion,
        status,
        lead.openedBy() == null,
        lead.arisenAt(),
        first.recordedAt(),
        evidence,
        dueAt,
        groundLostAt,
        finding,
        List.copyOf(measures),
        overdue);
  }
}
