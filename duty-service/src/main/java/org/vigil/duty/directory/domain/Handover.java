package org.vigil.duty.directory.domain;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.vigil.duty.directory.domain.Department.Head;
import org.vigil.duty.directory.domain.Department.Role;

/**
 * A hand-over of responsibility that the receiver has signed.
 *
 * @param giver the pseudonym of who led until then
 * @param term the first day of the term of office in which it was signed, and beyond which it does
 *     not reach; null where the head is named without one
 * @param from when the receiver leads from, never before it was signed
 * @param until exclusive, from then on the giver leads again; null for open
 */
public record Handover(
    String id,
    Role role,
    String giver,
    Head receiver,
    @Nullable LocalDate term,
    Instant from,
    @Nullable Instant until) {

  boolean holdsAt(Instant instant) {
    return !from.isAfter(instant) && (until == null || until.isAfter(instant));
  }
}
