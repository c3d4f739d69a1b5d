package org.vigil.reporting;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.vigil.testing.infra.RealIdentity;
import org.vigil.testing.infra.RealPostgres;

/** A real database and a real identity provider for reporting-service's HTTP tests. */
public final class RunningReporting implements QuarkusTestResourceLifecycleManager {

  private static final String TOKEN = "vigil.test.token.";

  /** What a client with this role presents; the department's is GWYC. */
  public static String token(String role) {
    return ConfigProvider.getConfig().getValue(TOKEN + role, String.class);
  }

  @Override
  public Map<String, String> start() {
    RealPostgres.Database database = RealPostgres.shared().createDatabase();
    RealIdentity identity = RealIdentity.shared();
    Map<String, String> config = new HashMap<>();
    config.put("quarkus.http.test-port", "0");
    config.put("quarkus.datasource.jdbc.url", database.jdbcUrl());
    config.put("quarkus.datasource.username", database.user());
    config.put("quarkus.datasource.password", database.password());
    config.put("quarkus.oidc.auth-server-url", identity.issuer());
    config.put("vigil.subject-key", "dGVzdC10ZXN0LXRlc3QtdGVzdC10ZXN0LXRlc3QtdGVzdA==");
    for (String role : List.of("office", "leader", "auditor", "ops")) {
      config.put(TOKEN + role, identity.token(role, null));
    }
    config.put(TOKEN + "department", identity.token("department", "GWYC"));
    config.put(TOKEN + "other-department", identity.token("department", "YWS"));
    return config;
  }

  @Override
  public void stop() {
    // The database and the provider are shared and stop with the JVM.
  }
}
