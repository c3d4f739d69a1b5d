package org.vigil.reporting.accountability.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be asked of one case. */
public sealed interface CaseCommand {

  /**
   * Opens a lead, or adds to the one that is open already.
   *
   * @param openedBy null for a policy
   */
  record OpenLead(
      Ground ground,
      String obligation,
      String department,
      @Nullable String subjectId,
      @Nullable String name,
      String suspicion,
      Instant arisenAt,
      @Nullable Officer openedBy,
      List<String> evidence)
      implements CaseCommand {
    public OpenLead {
      evidence = List.copyOf(evidence);
    }
  }

  /**
   * @param addedBy null for a policy
   */
  record AddEvidence(List<String> evidence, @Nullable Officer addedBy) implements CaseCommand {
    public AddEvidence {
      evidence = List.copyOf(evidence);
    }
  }

  record DismissLead(String reasons, Officer by) implements CaseCommand {}

  /**
   * What a policy has opened the lead for was taken back.
   *
   * @param reason in words that judge nobody
   * @param evidence ids of the events that took it back
   */
  record WithdrawLead(String reason, List<String> evidence) implements CaseCommand {
    public WithdrawLead {
      evidence = List.copyOf(evidence);
    }
  }

  /**
   * @param found what is known of each event that the lead names
   * @param own the service whose events need a seal of this log
   */
  record SealEvidence(List<Evidence> found, String own, Officer by) implements CaseCommand {
    public SealEvidence {
      found = List.copyOf(found);
    }
  }

  /**
   * @param speakWithin how long the person may take
   */
  record NotifySubject(String subjectId, String name, Instant now, Duration speakWithin, Officer by)
      implements CaseCommand {}

  record RecordStatement(String statement) implements CaseCommand {}

  /** The time of a deadline has come. */
  record LetTimePass(Instant dueAt) implements CaseCommand {}

  record DecideFinding(
      Finding finding,
      boolean seriousConsequences,
      List<String> cited,
      List<RuleInForce> rules,
      String reasons,
      Officer by)
      implements CaseCommand {
    public DecideFinding {
      cited = List.copyOf(cited);
      rules = List.copyOf(rules);
    }
  }

  /**
   * @param dueAt until when a self-criticism is owed; looked at for nothing else
   */
  record DecideMeasure(Measure measure, Instant now, Instant dueAt, Officer by)
      implements CaseCommand {}

  record ExecuteMeasure(Measure measure, String record, Officer by) implements CaseCommand {}

  record CloseCase(String note, Officer by) implements CaseCommand {}

  record ReverseFinding(String reasons, Officer by) implements CaseCommand {}

  /**
   * @param by who looks; the subject itself sees its case by way of the notification
   */
  record RevealCase(String purpose, Officer by) implements CaseCommand {}
}
