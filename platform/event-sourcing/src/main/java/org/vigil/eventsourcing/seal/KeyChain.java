package org.vigil.eventsourcing.seal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The public keys under which one service has signed, oldest first. Each but the first carries the
 * signature of its predecessor, so who trusts the first can trust all.
 */
public record KeyChain(List<Key> keys) {

  /** A key a day for years; more is a mistake or an attack. */
  static final int MAX_KEYS = 1_000;

  public KeyChain {
    keys = List.copyOf(keys);
  }

  /**
   * A public key.
   *
   * @param id see {@link SealKey#id}
   * @param publicKey see {@link SealKey#publicKey}
   * @param from the position from which on it signs
   * @param introduction the predecessor's Ed25519 signature over {@link #statement}, in hex; null
   *     for the first
   */
  public record Key(String id, String publicKey, long from, @Nullable String introduction) {

    /** The bytes that the predecessor signs. */
    public byte[] statement(String service) {
      return Sha256.utf8(
          "vigil-seal-key 1\nservice %s\nkey %s\nfrom %d\npublic %s\n"
              .formatted(service, id, from, publicKey));
    }
  }

  static Key first(SealKey key) {
    return new Key(key.id(), key.publicKey(), 1, null);
  }

  static Key introduce(String service, SealKey key, long from, SealKey predecessor) {
    Key plain = new Key(key.id(), key.publicKey(), from, null);
    byte[] signature = predecessor.sign(plain.statement(service));
    return new Key(key.id(), key.publicKey(), from, Sha256.hex(signature));
  }

  KeyChain with(Key key) {
    List<Key> longer = new ArrayList<>(keys);
    longer.add(key);
    return new KeyChain(longer);
  }

  boolean isEmpty() {
    return keys.isEmpty();
  }

  Key newest() {
    return keys.getLast();
  }

  boolean has(@Nullable SealKey key) {
    return key != null && keys.stream().anyMatch(one -> one.publicKey().equals(key.publicKey()));
  }

  boolean startsWith(KeyChain other) {
    return keys.size() >= other.keys.size()
        && keys.subList(0, other.keys.size()).equals(other.keys);
  }

  /**
   * The position from which on the first key signs that nobody has introduced; 0 if there is none.
   */
  long brokenFrom(String service) {
    for (int i = 0; i < keys.size(); i++) {
      Key key = keys.get(i);
      boolean rightId;
      try {
        rightId = key.id().equals(SealKey.idOf(key.publicKey()));
      } catch (IllegalArgumentException _) {
        rightId = false;
      }
      boolean holds = i == 0 ? key.from() == 1 : introduced(service, key, keys.get(i - 1));
      if (!rightId || !holds) {
        return Math.max(1, key.from());
      }
    }
    return 0;
  }

  private static boolean introduced(String service, Key key, Key by) {
    String introduction = key.introduction();
    return introduction != null
        && introduction.matches("[0-9a-f]{128}")
        && key.from() >= by.from()
        && SealKey.holds(by.publicKey(), key.statement(service), Sha256.bytes(introduction));
  }

  /** Whether a seal is signed by the key whose turn it was. */
  boolean holds(Seal seal) {
    Key due = null;
    for (Key key : keys) {
      if (key.from() <= seal.first()) {
        due = key;
      }
    }
    return due != null
        && due.id().equals(seal.keyId())
        && SealKey.holds(due.publicKey(), seal.statement(), Sha256.bytes(seal.signature()));
  }
}
