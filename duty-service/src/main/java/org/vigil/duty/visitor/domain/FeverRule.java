package org.vigil.duty.visitor.domain;

/**
 * From which temperature on nobody enters (3.3-d). Offices disagree whether the threshold itself is
 * a fever, so the comparison is decided and recorded like the number.
 *
 * @param thresholdTenths in tenths of a degree Celsius
 */
public record FeverRule(int thresholdTenths, Comparison comparison) {

  /** Whether the threshold itself counts. */
  public enum Comparison {
    /** 达到阈值即为发热, ≥. */
    AT_OR_ABOVE,
    /** 超过阈值才为发热, &gt;. */
    ABOVE
  }

  /** The lowest temperature, in tenths, that is a fever. */
  public int lowestFeverTenths() {
    return switch (comparison) {
      case AT_OR_ABOVE -> thresholdTenths;
      case ABOVE -> thresholdTenths + 1;
    };
  }
}
