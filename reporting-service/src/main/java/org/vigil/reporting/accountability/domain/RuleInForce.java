package org.vigil.reporting.accountability.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A version of a rule that a finding cites: the parameter as it was in force when the matter arose.
 *
 * @param decidedFrom since when it was in force; null where nobody had decided it
 * @param approver who had; null for the default, which is not in the plan
 */
public record RuleInForce(
    String parameter, String value, @Nullable Instant decidedFrom, @Nullable String approver) {}
