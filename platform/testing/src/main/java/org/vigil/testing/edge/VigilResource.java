package org.vigil.testing.edge;

import io.quarkus.test.common.QuarkusTestResourceConfigurableLifecycleManager;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;
import org.vigil.testing.infra.RealIdentity;
import org.vigil.testing.infra.RealKafka;
import org.vigil.testing.infra.RealPostgres;

/** What {@link OnRealInfrastructure} gives. */
public final class VigilResource
    implements QuarkusTestResourceConfigurableLifecycleManager<OnRealInfrastructure> {

  /** The roles that a service knows. */
  public static final List<String> ROLES =
      List.of("department", "office", "leader", "auditor", "ops");

  /** The departments that the plan names. */
  private static final List<String> DEPARTMENTS =
      List.of("BGS", "AQBW", "JGZH", "ZHGL", "JGDW", "JGH", "YWS", "JYGL", "HYFW", "GWYC");

  private static final String TOKEN = "vigil.test.token.";
  private static final long HOUR = 3600;

  private boolean kafka = true;

  /**
   * The token of a client with a role ({@code department} acts for GWYC), of a department's system
   * ({@code department-YWS}), of a person by the staff number ({@code leader:LD-001}), or one that
   * no service may take: {@code expired}, {@code other-audience}, {@code no-department}, {@code
   * unknown-role}.
   */
  public static String token(String name) {
    return ConfigProvider.getConfig().getValue(TOKEN + name, String.class);
  }

  @Override
  public void init(OnRealInfrastructure wanted) {
    kafka = wanted.kafka();
  }

  @Override
  public Map<String, String> start() {
    RealPostgres.Database database = RealPostgres.shared().createDatabase();
    RealIdentity identity = RealIdentity.shared();
    Map<String, String> config = new HashMap<>();
    config.put("quarkus.http.test-port", "0");
    // Few enough that a test can be more.
    config.put("vigil.calls.max", "400");
    config.put("quarkus.datasource.jdbc.url", database.jdbcUrl());
    config.put("quarkus.datasource.username", database.user());
    config.put("quarkus.datasource.password", database.password());
    config.put("quarkus.oidc.auth-server-url", identity.issuer());
    config.put("vigil.subject-key", "dGVzdC10ZXN0LXRlc3QtdGVzdC10ZXN0LXRlc3QtdGVzdA==");
    config.put("vigil.seal.key", sealKey());
    config.put("vigil.master-key", "dGVzdCBtYXN0ZXIga2V5IHRlc3QgbWFzdGVyIGtleSE=");
    if (kafka) {
      config.put("kafka.bootstrap.servers", RealKafka.shared().bootstrapServers());
    }
    for (String role : ROLES) {
      config.put(TOKEN + role, identity.token(role, role.equals("department") ? "GWYC" : null));
    }
    for (String department : DEPARTMENTS) {
      config.put(TOKEN + "department-" + department, identity.token("department", department));
    }
    for (String person :
        List.of(
            "office:BG-001",
            "leader:LD-001",
            "leader:LD-002",
            "leader:GW-001",
            "leader:BG-001",
            "department:GW-001")) {
      String[] parts = person.split(":");
      String department = parts[0].equals("department") ? "GWYC" : null;
      config.put(TOKEN + person, identity.personsToken(parts[0], department, parts[1]));
    }
    config.put(TOKEN + "expired", identity.token("vigil", -HOUR, "office", null));
    config.put(TOKEN + "other-audience", identity.token("payroll", HOUR, "office", null));
    config.put(TOKEN + "no-department", identity.token("department", null));
    config.put(TOKEN + "unknown-role", identity.token("janitor", null));
    return config;
  }

  private static String sealKey() {
    try {
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      return Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The tests' own Awaitility, which is not that of this class, is as patient as others' is. */
  @Override
  public void inject(Object test) {
    try {
      Class<?> awaitility = test.getClass().getClassLoader().loadClass(Awaitility.class.getName());
      awaitility
          .getMethod("setDefaultTimeout", Duration.class)
          .invoke(null, RealPostgres.TEST_PATIENCE);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void stop() {
    // What it uses is shared by the tests of the JVM and stops with it.
  }
}
