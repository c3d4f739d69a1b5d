package org.vigil.testing.infra;

import com.nimbusds.jose.JOSEObjectType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import org.jspecify.annotations.Nullable;

/** A real OpenID Connect provider on loopback that gives out the tokens Vigil understands. */
public final class RealIdentity implements AutoCloseable {

  /** A working day. */
  private static final long EXPIRY_SECONDS = 8 * 3600;

  private static @Nullable RealIdentity shared;

  private final MockOAuth2Server server = new MockOAuth2Server();

  private RealIdentity() {}

  /** The one provider that all tests of a JVM share; it stops with the JVM. */
  public static synchronized RealIdentity shared() {
    if (shared == null) {
      shared = start(RealKafka.freePort());
      Runtime.getRuntime().addShutdownHook(new Thread(shared::close));
    }
    return shared;
  }

  public static RealIdentity start(int port) {
    RealIdentity identity = new RealIdentity();
    try {
      identity.server.start(InetAddress.getByName("127.0.0.1"), port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return identity;
  }

  /** What the services are configured with. */
  public String issuer() {
    return server.issuerUrl("vigil").toString().replace("localhost", "127.0.0.1");
  }

  /** A token of a client with one role. */
  public String token(String role, @Nullable String department) {
    return token("vigil", EXPIRY_SECONDS, role, department);
  }

  /** A token of a client with one role at which a person has signed in. */
  public String personsToken(String role, @Nullable String department, String staffNo) {
    return token("vigil", EXPIRY_SECONDS, role, department, staffNo);
  }

  /** A token for another audience, or one that has expired, as a stranger would present it. */
  public String token(
      String audience, long expirySeconds, String role, @Nullable String department) {
    return token(audience, expirySeconds, role, department, null);
  }

  private String token(
      String audience,
      long expirySeconds,
      String role,
      @Nullable String department,
      @Nullable String staffNo) {
    Map<String, Object> claims = new HashMap<>();
    claims.put("roles", List.of(role));
    // The provider would name itself by the host's name; the services know it by its address.
    claims.put("iss", issuer());
    if (department != null) {
      claims.put("department", department);
    }
    if (staffNo != null) {
      claims.put("staff_no", staffNo);
    }
    String subject = department == null ? role : role + "-" + department;
    return server
        .issueToken(
            "vigil",
            "vigil",
            new DefaultOAuth2TokenCallback(
                "vigil",
                subject,
                JOSEObjectType.JWT.getType(),
                List.of(audience),
                claims,
                expirySeconds))
        .serialize();
  }

  @Override
  public void close() {
    server.shutdown();
  }
}
