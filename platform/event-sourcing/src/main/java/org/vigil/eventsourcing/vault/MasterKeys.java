package org.vigil.eventsourcing.vault;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.AEADBadTagException;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys that wrap the data keys: the present one, and earlier ones as long as something is still
 * wrapped by them. They come from a secret and are never stored.
 */
public final class MasterKeys {

  private final String current;
  private final Map<String, SecretKeySpec> keys = new LinkedHashMap<>();

  private MasterKeys(String current, List<String> previous) {
    this.current = add(current);
    previous.forEach(this::add);
  }

  /**
   * @param current 32 bytes in base64
   * @param previous further keys of this kind, only used to read
   * @throws WrongMasterKey for anything else
   */
  public static MasterKeys of(String current, List<String> previous) {
    return new MasterKeys(current, previous);
  }

  private String add(String secret) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(secret.strip());
    } catch (IllegalArgumentException _) {
      bytes = new byte[0];
    }
    if (bytes.length != AesGcm.KEY_BYTES) {
      throw new WrongMasterKey(
          "the master key must be 32 bytes in base64; make one with `openssl rand -base64 32`");
    }
    String id = fingerprint(bytes);
    keys.put(id, AesGcm.key(bytes));
    return id;
  }

  /** Names a key without telling anything of it. */
  private static String fingerprint(byte[] key) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update("vigil master key\n".getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sha.digest(key), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The id of the key that wraps what is new. */
  public String current() {
    return current;
  }

  Set<String> ids() {
    return Set.copyOf(keys.keySet());
  }

  /**
   * Encrypts a secret under the present key.
   *
   * @param boundTo where the secret belongs: it opens nowhere else
   */
  public byte[] wrap(byte[] clear, String boundTo) {
    return AesGcm.encrypt(key(current), clear, boundTo.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The inverse.
   *
   * @param id the key that was {@link #current} when it was wrapped
   * @throws AEADBadTagException if the key, the place or a single bit is another
   * @throws IllegalArgumentException for a key that was not given
   */
  public byte[] unwrap(String id, byte[] wrapped, String boundTo) throws AEADBadTagException {
    return AesGcm.decrypt(key(id), wrapped, 0, boundTo.getBytes(StandardCharsets.UTF_8));
  }

  private SecretKeySpec key(String id) {
    SecretKeySpec key = keys.get(id);
    if (key == null) {
      throw new IllegalArgumentException("a master key that was not given: " + id);
    }
    return key;
  }
}
