package org.vigil.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vigil.local.demo.Api;
import org.vigil.local.demo.Bureau;

/** The operators' calls, as docs/operations.md has them, on the running product. */
@Timeout(180)
class OperationsPageIT {

  /**
   * As deploy/client has it, but of the product that the tests run; the status as the last line.
   */
  private static final String CALL =
      """
      call() {
        local port body=()
        case ${3#/} in duty/*) port=8081 ;; supplies/*) port=8082 ;; disinfection/*) port=8083 ;; *) port=8084 ;; esac
        [ -z "${4:-}" ] || body=(-H 'Content-Type: application/json' -d "$4")
        curl -sS -w '\\n%{http_code}\\n' -X "$2" -H "Authorization: Bearer $(deploy/local/token "$1")" \
          "${body[@]}" "http://127.0.0.1:$((port + VIGIL_PORT_OFFSET))/${3#/*/}"
      }
      """;

  @BeforeAll
  static void start_the_product_and_load_the_bureau() {
    RunningVigil.get();
    Bureau.load(Path.of("../demo/bureau.yaml"), new Api(RunningVigil.OFFSET));
  }

  /** Runs commands of the page; the output, with the status of each answer on a line of its own. */
  private static List<String> run(String commands) throws Exception {
    Shell said =
        Shell.run(OperationsPage.PROJECT, "bash", "-euo", "pipefail", "-c", CALL + commands);
    assertThat(said.status()).as(String.join("\n", said.lines())).isZero();
    return said.lines();
  }

  private static List<String> statuses(List<String> output) {
    return output.stream().filter(line -> line.matches("[1-5][0-9]{2}")).toList();
  }

  @Test
  void every_call_to_look_with_is_answered() throws Exception {
    List<String> output = run(OperationsPage.of("The operators' calls").getFirst());

    assertThat(statuses(output)).hasSize(5).containsOnly("200");
  }

  @Test
  void a_view_is_rebuilt_switched_and_taken_back_by_the_calls_of_the_page() throws Exception {
    List<String> blocks = OperationsPage.of("Rebuild a view");

    assertThat(statuses(run(blocks.getFirst()))).containsExactly("201", "200");
    List<String> begin = blocks.getFirst().lines().toList();
    String path = begin.getFirst() + "\n";
    String look = path + begin.getLast();
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(run(look)).anyMatch(line -> line.contains("\"SWITCHED\"")));
    List<String> output = run(path + blocks.getLast());
    // What is done already is not done again; it goes back; what goes back cannot be given up.
    assertThat(statuses(output)).containsExactly("202", "202", "202", "409");
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> assertThat(run(look)).anyMatch(line -> line.contains("\"ROLLED_BACK\"")));
  }

  @Test
  void a_stream_that_is_not_parked_is_neither_tried_again_nor_skipped() throws Exception {
    List<String> output = run(OperationsPage.of("A parked stream").getFirst());

    assertThat(statuses(output)).containsExactly("200", "409", "409");
    assertThat(output)
        .anyMatch(line -> line.contains("\"not-parked\""))
        .anyMatch(line -> line.contains("\"not-waiting\""));
  }
}
