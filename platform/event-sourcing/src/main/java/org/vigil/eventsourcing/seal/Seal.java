package org.vigil.eventsourcing.seal;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/**
 * A signed statement about consecutive events of one service's log, and by the seal before it about
 * all events before them.
 *
 * @param service whose log it is
 * @param first the position of the first event that it covers
 * @param last the position of the last one; at most {@link #MAX_EVENTS} in all
 * @param root the Merkle root over the events, in hex
 * @param previous the {@link #hash} of the seal before, {@link #NONE} for the first
 * @param keyId which key has signed, see {@link SealKey#id}
 * @param sealedAt when, in microseconds
 * @param signature Ed25519 over {@link #statement}, in hex
 */
public record Seal(
    String service,
    long first,
    long last,
    String root,
    String previous,
    String keyId,
    Instant sealedAt,
    String signature) {

  /** So many events are read again to prove the place of one; the leaves take 320 kB. */
  public static final int MAX_EVENTS = 10_000;

  /** What stands for the seal before the first one. */
  public static final String NONE = "0".repeat(64);

  private static final Pattern SERVICE = Pattern.compile("[a-z]{1,40}");
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern SIGNATURE = Pattern.compile("[0-9a-f]{128}");
  private static final Pattern KEY = Pattern.compile("[0-9a-f]{16}");

  /**
   * @throws IllegalArgumentException if it has not the form of a seal; whether it holds is another
   *     question
   */
  public Seal {
    if (!SERVICE.matcher(service).matches()
        || first < 1
        || last < first
        || last - first >= MAX_EVENTS
        || !DIGEST.matcher(root).matches()
        || !DIGEST.matcher(previous).matches()
        || !KEY.matcher(keyId).matches()
        || !sealedAt.equals(sealedAt.truncatedTo(ChronoUnit.MICROS))
        || !SIGNATURE.matcher(signature).matches()) {
      throw new IllegalArgumentException("not a seal");
    }
  }

  static Seal sign(
      String service,
      long first,
      long last,
      String root,
      String previous,
      Instant now,
      SealKey key) {
    Instant at = now.truncatedTo(ChronoUnit.MICROS);
    byte[] statement = statement(service, first, last, root, previous, key.id(), at);
    return new Seal(
        service, first, last, root, previous, key.id(), at, Sha256.hex(key.sign(statement)));
  }

  /** The bytes that are signed: text, so that they can be read and checked with other tools. */
  public byte[] statement() {
    return statement(service, first, last, root, previous, keyId, sealedAt);
  }

  private static byte[] statement(
      String service,
      long first,
      long last,
      String root,
      String previous,
      String keyId,
      Instant sealedAt) {
    return Sha256.utf8(
        "vigil-seal 1\nservice %s\nfirst %d\nlast %d\nroot %s\nprevious %s\nkey %s\nsealed-at %s\n"
            .formatted(service, first, last, root, previous, keyId, sealedAt));
  }

  /** The digest by which the next seal names this one, in hex. */
  public String hash() {
    return Sha256.hex(Sha256.of(statement()));
  }
}
