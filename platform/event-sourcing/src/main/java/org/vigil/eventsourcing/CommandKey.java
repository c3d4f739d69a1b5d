package org.vigil.eventsourcing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Recognises a repeated command. Only digests are kept, so that neither the caller's key nor the
 * body can be read back from the log.
 *
 * @param id digest of the caller and the key it chose, in hex
 * @param content digest of the key and the whole request, in hex: the same {@code id} with another
 *     content is a misuse of the key
 */
public record CommandKey(String id, String content) {

  /**
   * @param scope the caller: two callers may choose the same key
   * @param key the caller's {@code Idempotency-Key}, or a policy's name and event id
   * @param content the request's method, path and body
   */
  public static CommandKey of(String scope, String key, byte[] content) {
    MessageDigest sha = sha256();
    sha.update((scope + "\n" + key + "\n").getBytes(StandardCharsets.UTF_8));
    String id = HexFormat.of().formatHex(sha.digest(), 0, 16);
    sha.update((key + "\n").getBytes(StandardCharsets.UTF_8));
    sha.update(content);
    return new CommandKey(id, HexFormat.of().formatHex(sha.digest(), 0, 16));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
