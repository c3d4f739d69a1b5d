package org.vigil.reporting.policygap.domain;

import java.util.List;
import java.util.stream.Stream;

/**
 * A 及时 or 定期 of the plan without a parameter: nobody has put a number to it, and nothing in the
 * product would go by one yet. It stands in the register until something does.
 */
public enum Unwatched {
  PURCHASES("3.2-a", "及时采购"),
  KITCHEN_AND_DINING_ROOM("3.8-e", "定期对操作间、餐厅消毒"),
  RETURNING_CARS("3.10-a", "公务用车及时消杀");

  private final String obligation;
  private final String words;

  Unwatched(String obligation, String words) {
    this.obligation = obligation;
    this.words = words;
  }

  /** The obligation's id in the trace table of the plan. */
  public String obligation() {
    return obligation;
  }

  /** What the plan says. */
  public String words() {
    return words;
  }

  /** All of them, by their obligations. */
  static List<String> obligations() {
    return Stream.of(values()).map(Unwatched::obligation).toList();
  }
}
