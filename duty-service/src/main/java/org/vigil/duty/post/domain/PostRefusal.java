package org.vigil.duty.post.domain;

import org.vigil.eventsourcing.Refusal;

/** Why something cannot be done at a guard's post: refused because … */
public enum PostRefusal implements Refusal {
  NO_SUCH_POST,
  GUARD_ALREADY_AT_POST,
  GUARD_NOT_AT_POST
}
