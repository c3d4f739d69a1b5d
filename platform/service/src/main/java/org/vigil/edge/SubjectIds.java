package org.vigil.edge;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Pseudonyms for people. The same person gets the same id in every service, and nobody without the
 * key can tell whose it is.
 */
@ApplicationScoped
public class SubjectIds {

  private static final int MIN_KEY_BYTES = 32;
  private final SecretKeySpec key;

  @Inject
  SubjectIds(@ConfigProperty(name = "vigil.subject-key") String secret) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(secret);
    } catch (IllegalArgumentException _) {
      bytes = new byte[0];
    }
    if (bytes.length < MIN_KEY_BYTES) {
      throw new IllegalStateException(
          "vigil.subject-key must be at least 32 bytes in base64; make one with"
              + " `openssl rand -base64 32`");
    }
    key = new SecretKeySpec(bytes, "HmacSHA256");
  }

  /**
   * The id of whoever has this staff number, or, without one, this phone. A staff number comes
   * first as it is whom the directory knows: a phone may be another one tomorrow.
   *
   * @throws Problem 400 {@code nobody-named} without either
   */
  public String of(@Nullable String phone, @Nullable String staffNo) {
    if (staffNo != null && !staffNo.isBlank()) {
      return digest("staff:" + staffNo.strip());
    }
    return ofPhone(phone).orElseThrow(() -> Problem.invalid("/person", "nobody-named"));
  }

  /** The id of whoever has this phone; empty without one. */
  public Optional<String> ofPhone(@Nullable String phone) {
    String digits = phone == null ? "" : phone.replaceAll("[^0-9]", "");
    return digits.isEmpty()
        ? Optional.empty()
        : Optional.of(digest("phone:" + digits.substring(Math.max(0, digits.length() - 11))));
  }

  private String digest(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)), 0, 16);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
