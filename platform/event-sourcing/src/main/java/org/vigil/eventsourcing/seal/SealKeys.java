package org.vigil.eventsourcing.seal;

import org.jspecify.annotations.Nullable;

/**
 * The private keys that a service is given.
 *
 * @param current signs
 * @param previous introduces {@code current} where the log was sealed with it so far; needed at the
 *     first start after a rotation only
 */
public record SealKeys(SealKey current, @Nullable SealKey previous) {

  public static SealKeys of(SealKey current) {
    return new SealKeys(current, null);
  }
}
