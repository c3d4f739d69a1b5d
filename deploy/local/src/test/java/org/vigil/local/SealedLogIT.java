package org.vigil.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vigil.local.demo.Api;
import org.vigil.local.demo.Bureau;

/** The operator's command on the running product. */
@Timeout(180)
class SealedLogIT {

  @BeforeAll
  static void start_the_product_and_load_the_bureau() {
    RunningVigil.get();
    Bureau.load(Path.of("../demo/bureau.yaml"), new Api(RunningVigil.OFFSET));
  }

  private static Shell verify() throws Exception {
    return Shell.run(Path.of("."), "./verify");
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = RunningVigil.get().database(Service.SUPPLIES).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void one_command_verifies_all_logs_against_each_other_and_names_what_was_rewritten()
      throws Exception {
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () ->
                assertThat(verify().lines())
                    .hasSize(4)
                    // Three others and Kafka; a service that has recorded nothing has no seal.
                    .allMatch(line -> line.contains(": INTACT, sealed to "))
                    .anyMatch(
                        line ->
                            line.matches("supplies: .*with ([4-9]|[1-9][0-9]+) witnessed seals")));

    execute("update event set version = version + 100 where position = 2");
    Shell found = verify();
    execute("update event set version = version - 100 where position = 2");

    assertThat(found.status()).isEqualTo(1);
    assertThat(found.lines())
        .contains("supplies: CHANGED at position 2: the event is not what was signed");
    assertThat(verify().status()).isZero();
  }
}
