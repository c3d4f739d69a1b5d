package org.vigil.disinfection.ppe.domain;

import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Personal;

/**
 * What was seen of one person.
 *
 * @param appearance 仪容仪表 and 个人卫生
 * @param action what was done about what was not right; null where all was
 */
public record Findings(
    Finding workClothes, Finding mask, Finding appearance, @Personal @Nullable String action) {

  /**
   * One item.
   *
   * @param reason why it was not right; null where it was
   */
  public record Finding(boolean right, @Personal @Nullable String reason) {}

  /** Whether nothing was amiss. */
  public boolean allRight() {
    return workClothes.right() && mask.right() && appearance.right();
  }
}
