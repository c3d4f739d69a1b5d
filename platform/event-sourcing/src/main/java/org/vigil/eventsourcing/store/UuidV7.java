package org.vigil.eventsourcing.store;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Time-ordered ids after RFC 9562, section 5.7. */
public final class UuidV7 {

  private UuidV7() {}

  /** A new id whose first 48 bits are the given milliseconds since 1970. */
  public static UUID at(long epochMillis) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    long high = (epochMillis << 16) | 0x7000L | (random.nextLong() & 0x0FFFL);
    long low = 0x8000_0000_0000_0000L | (random.nextLong() >>> 2);
    return new UUID(high, low);
  }
}
