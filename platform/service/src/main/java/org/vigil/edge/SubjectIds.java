package org.vigil.edge;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
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

  /** The id of whoever has this phone, or, without one, this staff number. */
  public String of(@Nullable String phone, @Nullable String staffNo) {
    if (phone != null && !phone.isBlank()) {
      String digits = phone.replaceAll("[^0-9]", "");
      return digest(
          "phone:" + (digits.length() > 11 ? digits.substring(digits.length() - 11) : digits));
    }
    if (staffNo != null && !staffNo.isBlank()) {
      return digest("staff:" + staffNo.strip());
    }
    throw Problem.invalid("/person", "nobody-named");
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
