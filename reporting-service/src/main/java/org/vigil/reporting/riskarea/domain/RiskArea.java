package org.vigil.reporting.riskarea.domain;

/**
 * One entry of a list.
 *
 * @param areaCode the county in which it lies, GB/T 2260
 * @param text the village, street or building, as designated
 */
public record RiskArea(String areaCode, String text, Level level) {

  /** As the list says; which of them still exist depends on the edition in force. */
  public enum Level {
    HIGH,
    MEDIUM,
    LOW
  }
}
