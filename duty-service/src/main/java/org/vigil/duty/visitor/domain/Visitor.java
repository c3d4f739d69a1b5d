package org.vigil.duty.visitor.domain;

import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Personal;
import org.vigil.eventsourcing.Personal.Mask;

/** Who comes, as the gate writes it down. */
public record Visitor(
    @Personal(mask = Mask.NAME) String name,
    @Personal(mask = Mask.PHONE) String phone,
    @Personal @Nullable String idNumber,
    @Personal @Nullable String company) {

  /** The name as others may see it, {@code 张*}. */
  public String maskedName() {
    return Mask.NAME.of(name);
  }
}
