package org.vigil.disinfection.meeting.domain;

/**
 * From which temperature on a reading is a fever (3.9-d), the same as at the gate (3.3-d): the
 * leading group decides both by one parameter.
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

  boolean isFever(int tenths) {
    return tenths >= lowestFeverTenths();
  }
}
