package org.vigil.reporting.riskarea.domain;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

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

  /** The same for the same county, level and words on every list: 16 hex digits. */
  public String entryId() {
    byte[] content = (areaCode + "\n" + level + "\n" + text).getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(RiskAreaDecider.sha256().digest(content), 0, 8);
  }
}
