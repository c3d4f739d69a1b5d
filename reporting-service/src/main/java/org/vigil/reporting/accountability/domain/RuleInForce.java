package org.vigil.reporting.accountability.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.vigil.reporting.parameter.domain.Rule;

/**
 * A version of a rule that a finding cites: the parameter as it was in force when the matter arose.
 *
 * @param decidedFrom since when it was in force; null where nobody had decided it
 * @param approver who had; null for the default, which is not in the plan
 * @param source the document that says so; null for the default, and in findings that did not say
 */
public record RuleInForce(
    String parameter,
    String value,
    @Nullable Instant decidedFrom,
    @Nullable String approver,
    @Nullable String source) {

  /** As something that was found has cited it. */
  public static RuleInForce of(Rule rule) {
    return new RuleInForce(
        rule.name(), rule.value(), rule.effectiveFrom(), rule.approver(), rule.source());
  }
}
