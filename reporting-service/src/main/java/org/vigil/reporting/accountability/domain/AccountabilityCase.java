package org.vigil.reporting.accountability.domain;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vigil.reporting.accountability.domain.CaseEvent.FindingDecided;
import org.vigil.reporting.accountability.domain.CaseEvent.LeadOpened;

/** A case, in its stages. */
public sealed interface AccountabilityCase {

  record NoLead() implements AccountabilityCase {}

  /**
   * 线索.
   *
   * @param evidence ids of events, in the order in which they came
   * @param takenUp whether a person has opened it or added to it
   */
  record Lead(LeadOpened lead, Set<String> evidence, boolean takenUp)
      implements AccountabilityCase {
    public Lead {
      evidence = Collections.unmodifiableSet(new LinkedHashSet<>(evidence));
    }
  }

  /** 不予立案, or withdrawn by itself. */
  record Dismissed(LeadOpened lead, Set<String> evidence) implements AccountabilityCase {
    public Dismissed {
      evidence = Set.copyOf(evidence);
    }
  }

  /** 证据已固定. */
  record Sealed(LeadOpened lead, Set<String> evidence) implements AccountabilityCase {
    public Sealed {
      evidence = Set.copyOf(evidence);
    }
  }

  /** 已告知: the person may speak. */
  record Notified(LeadOpened lead, Set<String> evidence, Party subject, Instant statementDueAt)
      implements AccountabilityCase {
    public Notified {
      evidence = Set.copyOf(evidence);
    }
  }

  /** The person has spoken, or has let the time pass. */
  record Heard(LeadOpened lead, Set<String> evidence, Party subject, boolean spoken)
      implements AccountabilityCase {
    public Heard {
      evidence = Set.copyOf(evidence);
    }
  }

  /**
   * 已认定.
   *
   * @param measures each measure that was decided, with whether it is executed
   * @param selfCriticismDueAt null while none is owed
   */
  record Found(
      LeadOpened lead,
      Party subject,
      FindingDecided finding,
      Map<Measure, Boolean> measures,
      @Nullable Instant selfCriticismDueAt)
      implements AccountabilityCase {
    public Found {
      measures = Map.copyOf(measures);
    }
  }

  /** 已结案. */
  record Closed(LeadOpened lead, Party subject, FindingDecided finding)
      implements AccountabilityCase {}

  /** 已撤销. */
  record Reversed(LeadOpened lead, Party subject) implements AccountabilityCase {}

  /** Whom the case concerns. */
  record Party(String subjectId, String name, String department) {}

  /** What the case began with; empty before that. */
  default Optional<LeadOpened> opened() {
    return switch (this) {
      case NoLead _ -> Optional.empty();
      case Lead(var lead, _, _) -> Optional.of(lead);
      case Dismissed(var lead, _) -> Optional.of(lead);
      case Sealed(var lead, _) -> Optional.of(lead);
      case Notified(var lead, _, _, _) -> Optional.of(lead);
      case Heard(var lead, _, _, _) -> Optional.of(lead);
      case Found(var lead, _, _, _, _) -> Optional.of(lead);
      case Closed(var lead, _, _) -> Optional.of(lead);
      case Reversed(var lead, _) -> Optional.of(lead);
    };
  }

  /** The pseudonym of whom it concerns; empty while only the department is known. */
  default Optional<String> subjectId() {
    return switch (this) {
      case NoLead _ -> Optional.empty();
      case Lead(var lead, _, _) -> Optional.ofNullable(lead.subjectId());
      case Dismissed(var lead, _) -> Optional.ofNullable(lead.subjectId());
      case Sealed(var lead, _) -> Optional.ofNullable(lead.subjectId());
      case Notified(_, _, var subject, _) -> Optional.of(subject.subjectId());
      case Heard(_, _, var subject, _) -> Optional.of(subject.subjectId());
      case Found(_, var subject, _, _, _) -> Optional.of(subject.subjectId());
      case Closed(_, var subject, _) -> Optional.of(subject.subjectId());
      case Reversed(_, var subject) -> Optional.of(subject.subjectId());
    };
  }
}
