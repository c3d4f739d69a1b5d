package org.vigil.duty.roster.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The secrets in the addresses of calendar feeds: nobody without the service's key can make one,
 * and none is stored. A repeated call gets the same address again.
 */
@ApplicationScoped
class FeedSecrets {

  private static final int ID = 36;

  private final SecretKeySpec key;

  /**
   * @param secret the key of the pseudonyms; what is signed here begins with a word that no
   *     pseudonym's text begins with
   */
  @Inject
  FeedSecrets(@ConfigProperty(name = "vigil.subject-key") String secret) {
    key = new SecretKeySpec(Base64.getDecoder().decode(secret), "HmacSHA256");
  }

  /** The last part of a feed's address. */
  String address(String feedId) {
    return feedId + "-" + mac(feedId);
  }

  /** The feed that an address leads to, if it is one of ours. */
  Optional<String> feed(String address) {
    if (!address.matches("[0-9a-f-]{36}-[0-9a-f]{64}")) {
      return Optional.empty();
    }
    String id = address.substring(0, ID);
    boolean ours =
        MessageDigest.isEqual(
            mac(id).getBytes(StandardCharsets.US_ASCII),
            address.substring(ID + 1).getBytes(StandardCharsets.US_ASCII));
    return ours ? Optional.of(id) : Optional.empty();
  }

  private String mac(String feedId) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return HexFormat.of()
          .formatHex(mac.doFinal(("duty-feed:" + feedId).getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
