package org.vigil.reporting.escalation.domain;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigil.reporting.escalation.domain.SignalKind.Severity;

/**
 * How a kind of signal goes through the chain.
 *
 * @param version of the office's table; {@link #NOBODYS} for what the product proposes
 * @param entry the level at which it enters
 * @param copies who is told beside the one that must act
 * @param ackWithin how long each level may take; null for the parameter of all kinds
 */
public record ChainRule(
    int version, Severity severity, Level entry, List<Level> copies, @Nullable Duration ackWithin) {

  /** The version that nobody has decided. */
  public static final int NOBODYS = 0;

  public ChainRule {
    copies = List.copyOf(copies);
  }

  /** What holds as long as nobody has decided otherwise. */
  public static ChainRule builtIn(SignalKind kind) {
    return new ChainRule(NOBODYS, kind.severity(), kind.entry(), kind.copies(), null);
  }
}
