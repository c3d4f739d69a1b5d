package org.vigil.reporting.person.domain;

import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Personal;
import org.vigil.eventsourcing.Personal.Mask;

/** A person as a department names one; a visitor has no staff number. */
public record Person(
    @Personal(mask = Mask.NAME) String name,
    @Personal @Nullable String staffNo,
    @Personal(mask = Mask.PHONE) @Nullable String phone) {

  /** As others may see the person: first character, no staff number, the phone's last digits. */
  public Person masked() {
    return new Person(Mask.NAME.of(name), null, phone == null ? null : Mask.PHONE.of(phone));
  }
}
