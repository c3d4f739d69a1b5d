package org.vigil.supplies.stock.domain;

import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Personal;
import org.vigil.eventsourcing.Personal.Mask;

/** For whom something is issued, by staff number, phone or both. */
public record Person(
    @Personal(mask = Mask.NAME) String name,
    @Personal @Nullable String staffNo,
    @Personal(mask = Mask.PHONE) @Nullable String phone) {

  /** {@code 张*}. */
  public String maskedName() {
    return Mask.NAME.of(name);
  }
}
