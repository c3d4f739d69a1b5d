package org.vigil.reporting.accountability.domain;

import static org.vigil.eventsourcing.Decision.accept;
import static org.vigil.eventsourcing.Decision.refuse;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.DeadlineRule.Change;
import org.vigil.eventsourcing.DeadlineRule.Change.Cancel;
import org.vigil.eventsourcing.DeadlineRule.Change.Schedule;
import org.vigil.eventsourcing.Decider;
import org.vigil.eventsourcing.Decision;
import org.vigil.reporting.accountability.domain.AccountabilityCase.Closed;
import org.vigil.reporting.accountability.domain.AccountabilityCase.Dismissed;
import org.vigil.reporting.accountability.domain.AccountabilityCase.Found;
import org.vigil.reporting.accountability.domain.AccountabilityCase.Heard;
import org.vigil.reporting.accountability.domain.AccountabilityCase.Lead;
import org.vigil.reporting.accountability.domain.AccountabilityCase.NoLead;
import org.vigil.reporting.accountability.domain.AccountabilityCase.Notified;
import org.vigil.reporting.accountability.domain.AccountabilityCase.Party;
import org.vigil.reporting.accountability.domain.AccountabilityCase.Reversed;
import org.vigil.reporting.accountability.domain.AccountabilityCase.Sealed;
import org.vigil.reporting.accountability.domain.CaseCommand.AddEvidence;
import org.vigil.reporting.accountability.domain.CaseCommand.CloseCase;
import org.vigil.reporting.accountability.domain.CaseCommand.DecideFinding;
import org.vigil.reporting.accountability.domain.CaseCommand.DecideMeasure;
import org.vigil.reporting.accountability.domain.CaseCommand.DismissLead;
import org.vigil.reporting.accountability.domain.CaseCommand.ExecuteMeasure;
import org.vigil.reporting.accountability.domain.CaseCommand.LetTimePass;
import org.vigil.reporting.accountability.domain.CaseCommand.NotifySubject;
import org.vigil.reporting.accountability.domain.CaseCommand.OpenLead;
import org.vigil.reporting.accountability.domain.CaseCommand.RecordStatement;
import org.vigil.reporting.accountability.domain.CaseCommand.RevealCase;
import org.vigil.reporting.accountability.domain.CaseCommand.ReverseFinding;
import org.vigil.reporting.accountability.domain.CaseCommand.SealEvidence;
import org.vigil.reporting.accountability.domain.CaseCommand.WithdrawLead;
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

/** The rules of section five. */
public final class CaseDecider implements Decider<CaseCommand, AccountabilityCase, CaseEvent> {

  public static final Category<CaseCommand, AccountabilityCase, CaseEvent> CATEGORY =
      new Category<>(
          "accountability-case",
          new CaseDecider(),
          CaseEvent.class,
          CaseDecider::deadlines,
          (_, dueAt) -> new LetTimePass(dueAt));

  /** More is not read by anybody, and a case of more is two. */
  public static final int MAX_EVIDENCE = 100;

  private static final String STATEMENT = "statement-due";
  private static final String SELF_CRITICISM = "self-criticism-due";

  private static List<Change> deadlines(CaseEvent event) {
    return switch (event) {
      case SubjectNotified notified -> List.of(new Schedule(STATEMENT, notified.statementDueAt()));
      case StatementRecorded _ -> List.of(new Cancel(STATEMENT));
      case WrittenSelfCriticismOrdered ordered ->
          List.of(new Schedule(SELF_CRITICISM, ordered.dueAt()));
      case MeasureExecuted executed ->
          executed.measure() == Measure.WRITTEN_SELF_CRITICISM
              ? List.of(new Cancel(SELF_CRITICISM))
              : List.of();
      case FindingReversed _ -> List.of(new Cancel(SELF_CRITICISM));
      case LeadOpened _,
          EvidenceAdded _,
          LeadDismissed _,
          LeadWithdrawn _,
          CaseGroundLost _,
          EvidenceSealed _,
          StatementPeriodEnded _,
          FindingDecided _,
          NoticeOfCriticismDecided _,
          ReferredForDiscipline _,
          WrittenSelfCriticismOverdue _,
          CaseClosed _,
          CaseRevealed _ ->
          List.of();
    };
  }

  @Override
  public AccountabilityCase initialState() {
    return new NoLead();
  }

  @Override
  public Decision<CaseEvent> decide(CaseCommand command, AccountabilityCase state) {
    return switch (state) {
      case NoLead _ ->
          switch (command) {
            case OpenLead open -> open(open, Set.of());
            case LetTimePass _, WithdrawLead _ -> accept();
            default -> refuse(CaseRefusal.NO_SUCH_CASE);
          };
      case Lead lead -> decide(command, lead);
      case Dismissed dismissed ->
          switch (command) {
            case OpenLead open -> open(open, dismissed.evidence());
            case LetTimePass _, WithdrawLead _ -> accept();
            case RevealCase reveal -> reveal(reveal, state);
            default -> refuse(CaseRefusal.CASE_ENDED);
          };
      case Sealed sealed -> decide(command, sealed);
      case Notified notified -> decide(command, notified);
      case Heard heard -> decide(command, heard);
      case Found found -> decide(command, found);
      case Closed closed -> decide(command, closed);
      case Reversed _ ->
          switch (command) {
            case OpenLead _, LetTimePass _, WithdrawLead _ -> accept();
            case RevealCase reveal -> reveal(reveal, state);
            default -> refuse(CaseRefusal.CASE_ENDED);
          };
    };
  }

  /** What is new in it; what a dismissal has looked at already does not open it again. */
  private static Decision<CaseEvent> open(OpenLead open, Set<String> known) {
    Set<String> evidence = new LinkedHashSet<>(open.evidence());
    evidence.removeAll(known);
    if (evidence.isEmpty() && !open.evidence().isEmpty()) {
      return accept();
    }
    if (open.evidence().isEmpty()) {
      return refuse(CaseRefusal.EVIDENCE_MISSING);
    }
    if (evidence.size() > MAX_EVIDENCE) {
      return refuse(CaseRefusal.TOO_MUCH_EVIDENCE, Map.of("most", MAX_EVIDENCE));
    }
    if (open.openedBy() != null && isSubject(open.openedBy(), open.subjectId())) {
      return refuse(CaseRefusal.OWN_CASE);
    }
    return accept(
        new LeadOpened(
            open.ground(),
            open.obligation(),
            open.department(),
            open.subjectId(),
            open.name(),
            open.suspicion(),
            open.arisenAt(),
            open.openedBy(),
            List.copyOf(evidence)));
  }

  private static Decision<CaseEvent> decide(CaseCommand command, Lead lead) {
    return switch (command) {
      case OpenLead open -> add(open.evidence(), open.openedBy(), lead);
      case AddEvidence add -> add(add.evidence(), add.addedBy(), lead);
      case DismissLead dismiss ->
          check(dismiss.by(), lead, true)
              .orElse(new LeadDismissed(lead.lead().subjectId(), dismiss.reasons(), dismiss.by()));
      case WithdrawLead withdraw ->
          lead.takenUp()
              ? loseGround(withdraw, lead)
              : accept(
                  new LeadWithdrawn(
                      lead.lead().subjectId(), withdraw.reason(), withdraw.evidence()));
      case SealEvidence seal -> check(seal.by(), lead, false).orElseDecide(() -> seal(seal, lead));
      case NotifySubject _ -> refuse(CaseRefusal.EVIDENCE_NOT_SEALED);
      case RecordStatement _ -> refuse(CaseRefusal.SUBJECT_NOT_NOTIFIED);
      case DecideFinding _ -> refuse(CaseRefusal.EVIDENCE_NOT_SEALED);
      case DecideMeasure _, ExecuteMeasure _, CloseCase _, ReverseFinding _ ->
          refuse(CaseRefusal.FINDING_NOT_DECIDED);
      case LetTimePass _ -> accept();
      case RevealCase reveal -> reveal(reveal, lead);
    };
  }

  private static Decision<CaseEvent> add(List<String> evidence, @Nullable Officer by, Lead lead) {
    if (by != null && isSubject(by, lead.lead().subjectId())) {
      return refuse(CaseRefusal.OWN_CASE);
    }
    Set<String> more = new LinkedHashSet<>(evidence);
    more.removeAll(lead.evidence());
    if (more.isEmpty()) {
      return accept();
    }
    return lead.evidence().size() + more.size() > MAX_EVIDENCE
        ? refuse(CaseRefusal.TOO_MUCH_EVIDENCE, Map.of("most", MAX_EVIDENCE))
        : accept(new EvidenceAdded(List.copyOf(more), by));
  }

  /** All that the lead names, each found, and what is the service's own under a seal. */
  private static Decision<CaseEvent> seal(SealEvidence seal, Lead lead) {
    Set<String> found = new HashSet<>();
    seal.found().forEach(one -> found.add(one.eventId()));
    if (!found.equals(lead.evidence())) {
      return refuse(CaseRefusal.EVIDENCE_MISSING);
    }
    boolean bare =
        seal.found().stream()
            .anyMatch(one -> one.service().equals(seal.own()) && one.sealRoot() == null);
    return bare
        ? refuse(CaseRefusal.EVIDENCE_WITHOUT_SEAL)
        : accept(new EvidenceSealed(seal.found(), seal.by()));
  }

  private static Decision<CaseEvent> decide(CaseCommand command, Sealed sealed) {
    return switch (command) {
      case OpenLead _, LetTimePass _ -> accept();
      case AddEvidence _, SealEvidence _, DismissLead _ ->
          refuse(CaseRefusal.EVIDENCE_ALREADY_SEALED);
      case NotifySubject notify -> notify(notify, sealed);
      case RecordStatement _, DecideFinding _ -> refuse(CaseRefusal.SUBJECT_NOT_NOTIFIED);
      case DecideMeasure _, ExecuteMeasure _, CloseCase _, ReverseFinding _ ->
          refuse(CaseRefusal.FINDING_NOT_DECIDED);
      case WithdrawLead withdraw -> loseGround(withdraw, sealed);
      case RevealCase reveal -> reveal(reveal, sealed);
    };
  }

  private static Decision<CaseEvent> notify(NotifySubject notify, Sealed sealed) {
    String suspected = sealed.lead().subjectId();
    if (suspected != null && !suspected.equals(notify.subjectId())) {
      return refuse(CaseRefusal.SUBJECT_IS_ANOTHER);
    }
    if (isSubject(notify.by(), notify.subjectId())) {
      return refuse(CaseRefusal.OWN_CASE);
    }
    return accept(
        new SubjectNotified(
            notify.subjectId(),
            notify.name(),
            sealed.lead().department(),
            notify.now().plus(notify.speakWithin()),
            notify.by()));
  }

  private static Decision<CaseEvent> decide(CaseCommand command, Notified notified) {
    return switch (command) {
      case OpenLead _ -> accept();
      case AddEvidence _, SealEvidence _, DismissLead _ ->
          refuse(CaseRefusal.EVIDENCE_ALREADY_SEALED);
      case NotifySubject _ -> refuse(CaseRefusal.SUBJECT_ALREADY_NOTIFIED);
      case RecordStatement(var text) ->
          accept(new StatementRecorded(notified.subject().subjectId(), text));
      case LetTimePass(var dueAt) ->
          dueAt.isBefore(notified.statementDueAt())
              ? accept()
              : accept(
                  new StatementPeriodEnded(
                      notified.subject().subjectId(), notified.statementDueAt()));
      case DecideFinding _ -> refuse(CaseRefusal.SUBJECT_NOT_HEARD);
      case DecideMeasure _, ExecuteMeasure _, CloseCase _, ReverseFinding _ ->
          refuse(CaseRefusal.FINDING_NOT_DECIDED);
      case WithdrawLead withdraw -> loseGround(withdraw, notified);
      case RevealCase reveal -> reveal(reveal, notified);
    };
  }

  private static Decision<CaseEvent> decide(CaseCommand command, Heard heard) {
    return switch (command) {
      case OpenLead _, LetTimePass _ -> accept();
      case AddEvidence _, SealEvidence _, DismissLead _ ->
          refuse(CaseRefusal.EVIDENCE_ALREADY_SEALED);
      case NotifySubject _ -> refuse(CaseRefusal.SUBJECT_ALREADY_NOTIFIED);
      case RecordStatement(var text) ->
          heard.spoken()
              ? refuse(CaseRefusal.SUBJECT_ALREADY_HEARD)
              : accept(new StatementRecorded(heard.subject().subjectId(), text));
      case DecideFinding finding ->
          check(finding.by(), heard, true).orElseDecide(() -> find(finding, heard));
      case DecideMeasure _, ExecuteMeasure _, CloseCase _, ReverseFinding _ ->
          refuse(CaseRefusal.FINDING_NOT_DECIDED);
      case WithdrawLead withdraw -> loseGround(withdraw, heard);
      case RevealCase reveal -> reveal(reveal, heard);
    };
  }

  private static Decision<CaseEvent> find(DecideFinding finding, Heard heard) {
    if (finding.cited().isEmpty() || !heard.evidence().containsAll(finding.cited())) {
      return refuse(CaseRefusal.CITES_WHAT_IS_NOT_EVIDENCE);
    }
    return accept(
        new FindingDecided(
            heard.subject().subjectId(),
            heard.lead().ground(),
            finding.finding(),
            finding.seriousConsequences(),
            finding.cited(),
            finding.rules(),
            finding.reasons(),
            finding.by()));
  }

  private static Decision<CaseEvent> decide(CaseCommand command, Found found) {
    return switch (command) {
      case OpenLead _ -> accept();
      case AddEvidence _, SealEvidence _, DismissLead _ ->
          refuse(CaseRefusal.EVIDENCE_ALREADY_SEALED);
      case NotifySubject _ -> refuse(CaseRefusal.SUBJECT_ALREADY_NOTIFIED);
      case RecordStatement _, DecideFinding _ -> refuse(CaseRefusal.FINDING_ALREADY_DECIDED);
      case DecideMeasure decide ->
          check(decide.by(), found, true).orElseDecide(() -> decideMeasure(decide, found));
      case ExecuteMeasure execute ->
          check(execute.by(), found, false).orElseDecide(() -> execute(execute, found));
      case LetTimePass(var dueAt) -> overdue(dueAt, found);
      case CloseCase close ->
          check(close.by(), found, false).orElseDecide(() -> close(close, found));
      case ReverseFinding reverse ->
          check(reverse.by(), found, true)
              .orElse(
                  new FindingReversed(
                      found.subject().subjectId(), reverse.reasons(), reverse.by()));
      case WithdrawLead withdraw -> loseGround(withdraw, found);
      case RevealCase reveal -> reveal(reveal, found);
    };
  }

  private static Decision<CaseEvent> decideMeasure(DecideMeasure decide, Found found) {
    String subject = found.subject().subjectId();
    if (found.finding().finding() != Finding.UPHELD) {
      return refuse(CaseRefusal.FINDING_NOT_UPHELD);
    }
    if (found.measures().containsKey(decide.measure())) {
      return refuse(CaseRefusal.MEASURE_ALREADY_DECIDED);
    }
    return switch (decide.measure()) {
      case NOTICE_OF_CRITICISM -> accept(new NoticeOfCriticismDecided(subject, decide.by()));
      case WRITTEN_SELF_CRITICISM ->
          decide.dueAt().isAfter(decide.now())
              ? accept(new WrittenSelfCriticismOrdered(subject, decide.dueAt(), decide.by()))
              : refuse(CaseRefusal.DEADLINE_IN_THE_PAST);
      case REFERRAL ->
          found.finding().seriousConsequences()
              ? accept(new ReferredForDiscipline(subject, decide.by()))
              : refuse(CaseRefusal.NO_SERIOUS_CONSEQUENCES_FOUND);
    };
  }

  private static Decision<CaseEvent> execute(ExecuteMeasure execute, Found found) {
    Boolean executed = found.measures().get(execute.measure());
    if (executed == null) {
      return refuse(CaseRefusal.MEASURE_NOT_DECIDED);
    }
    return executed
        ? refuse(CaseRefusal.MEASURE_ALREADY_EXECUTED)
        : accept(
            new MeasureExecuted(
                found.subject().subjectId(), execute.measure(), execute.record(), execute.by()));
  }

  private static Decision<CaseEvent> overdue(Instant dueAt, Found found) {
    Instant owed = found.selfCriticismDueAt();
    return owed == null || dueAt.isBefore(owed)
        ? accept()
        : accept(
            new WrittenSelfCriticismOverdue(
                found.subject().subjectId(), found.lead().department(), owed));
  }

  /** What is upheld has a measure, and every measure is carried out. */
  private static Decision<CaseEvent> close(CloseCase close, Found found) {
    if (found.finding().finding() == Finding.UPHELD && found.measures().isEmpty()) {
      return refuse(CaseRefusal.MEASURE_NOT_DECIDED);
    }
    if (found.measures().containsValue(false)) {
      return refuse(CaseRefusal.MEASURE_NOT_EXECUTED);
    }
    return accept(new CaseClosed(found.subject().subjectId(), close.note(), close.by()));
  }

  private static Decision<CaseEvent> decide(CaseCommand command, Closed closed) {
    return switch (command) {
      case OpenLead _, LetTimePass _ -> accept();
      case ReverseFinding reverse ->
          check(reverse.by(), closed, true)
              .orElse(
                  new FindingReversed(
                      closed.subject().subjectId(), reverse.reasons(), reverse.by()));
      case WithdrawLead withdraw -> loseGround(withdraw, closed);
      case RevealCase reveal -> reveal(reveal, closed);
      default -> refuse(CaseRefusal.CASE_ENDED);
    };
  }

  /** People carry it; what becomes of it is theirs to say. */
  private static Decision<CaseEvent> loseGround(WithdrawLead it, AccountabilityCase state) {
    return accept(new CaseGroundLost(state.subjectId().orElse(null), it.reason(), it.evidence()));
  }

  private static Decision<CaseEvent> reveal(RevealCase reveal, AccountabilityCase state) {
    String subject = state.subjectId().orElse(null);
    if (subject == null) {
      return refuse(CaseRefusal.SUBJECT_NOT_NOTIFIED);
    }
    return isSubject(reveal.by(), subject)
        ? refuse(CaseRefusal.OWN_CASE)
        : accept(new CaseRevealed(subject, reveal.purpose()));
  }

  private static boolean isSubject(Officer by, @Nullable String subjectId) {
    return by.subjectId().equals(subjectId);
  }

  /** Nobody acts in their own case; who judges leads, and does not belong to the department. */
  private static Permission check(Officer by, AccountabilityCase state, boolean judges) {
    if (state.subjectId().filter(by.subjectId()::equals).isPresent()) {
      return new Permission(CaseRefusal.OWN_CASE);
    }
    if (judges && !by.leads()) {
      return new Permission(CaseRefusal.NOT_A_LEADER);
    }
    boolean own =
        state.opened().filter(lead -> lead.department().equals(by.department())).isPresent();
    return new Permission(judges && own ? CaseRefusal.OWN_DEPARTMENT : null);
  }

  /** Whether somebody may; null for yes. */
  private record Permission(@Nullable CaseRefusal no) {

    Decision<CaseEvent> orElse(CaseEvent event) {
      return no == null ? accept(event) : refuse(no);
    }

    Decision<CaseEvent> orElseDecide(Supplier<Decision<CaseEvent>> decision) {
      return no == null ? decision.get() : refuse(no);
    }
  }

  @Override
  public AccountabilityCase evolve(AccountabilityCase state, CaseEvent event) {
    return switch (event) {
      case LeadOpened lead -> {
        Set<String> evidence =
            new LinkedHashSet<>(state instanceof Dismissed(_, var known) ? known : Set.of());
        evidence.addAll(lead.evidence());
        yield new Lead(lead, evidence, lead.openedBy() != null);
      }
      case EvidenceAdded(var more, var by) -> {
        Lead lead = (Lead) state;
        Set<String> evidence = new LinkedHashSet<>(lead.evidence());
        evidence.addAll(more);
        yield new Lead(lead.lead(), evidence, lead.takenUp() || by != null);
      }
      case LeadDismissed _, LeadWithdrawn _ -> {
        Lead lead = (Lead) state;
        yield new Dismissed(lead.lead(), lead.evidence());
      }
      case EvidenceSealed _ -> {
        Lead lead = (Lead) state;
        yield new Sealed(lead.lead(), lead.evidence());
      }
      case SubjectNotified notified -> {
        Sealed sealed = (Sealed) state;
        Party subject = new Party(notified.subjectId(), notified.name(), notified.department());
        yield new Notified(sealed.lead(), sealed.evidence(), subject, notified.statementDueAt());
      }
      case StatementRecorded _ -> heard(state, true);
      case StatementPeriodEnded _ -> heard(state, false);
      case FindingDecided finding -> {
        Heard heard = (Heard) state;
        yield new Found(heard.lead(), heard.subject(), finding, Map.of(), null);
      }
      case NoticeOfCriticismDecided _ -> with(state, Measure.NOTICE_OF_CRITICISM, false, null);
      case WrittenSelfCriticismOrdered ordered ->
          with(state, Measure.WRITTEN_SELF_CRITICISM, false, ordered.dueAt());
      case ReferredForDiscipline _ -> with(state, Measure.REFERRAL, false, null);
      case WrittenSelfCriticismOverdue _ -> {
        Found found = (Found) state;
        yield new Found(found.lead(), found.subject(), found.finding(), found.measures(), null);
      }
      case MeasureExecuted executed -> with(state, executed.measure(), true, null);
      case CaseClosed _ -> {
        Found found = (Found) state;
        yield new Closed(found.lead(), found.subject(), found.finding());
      }
      case FindingReversed _ ->
          switch (state) {
            case Found found -> new Reversed(found.lead(), found.subject());
            case Closed closed -> new Reversed(closed.lead(), closed.subject());
            default -> state;
          };
      case CaseRevealed _, CaseGroundLost _ -> state;
    };
  }

  private static AccountabilityCase heard(AccountabilityCase state, boolean spoken) {
    return switch (state) {
      case Notified(var lead, var evidence, var subject, _) ->
          new Heard(lead, evidence, subject, spoken);
      case Heard(var lead, var evidence, var subject, _) ->
          new Heard(lead, evidence, subject, spoken);
      default -> state;
    };
  }

  /** A due time of the self-criticism stays until it is executed or has passed. */
  private static Found with(
      AccountabilityCase state, Measure measure, boolean executed, @Nullable Instant dueAt) {
    Found found = (Found) state;
    Map<Measure, Boolean> measures = new HashMap<>(found.measures());
    measures.put(measure, executed);
    Instant due = measure == Measure.WRITTEN_SELF_CRITICISM ? dueAt : found.selfCriticismDueAt();
    return new Found(found.lead(), found.subject(), found.finding(), measures, due);
  }
}
