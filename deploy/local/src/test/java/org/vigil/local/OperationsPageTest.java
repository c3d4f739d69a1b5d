package org.vigil.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each script that docs/operations.md tells operators to run is one that deploy/check runs. */
class OperationsPageTest {

  @Test
  void every_script_that_the_page_names_is_there_and_run_by_the_check_of_the_deployment()
      throws IOException {
    StringBuilder check = new StringBuilder();
    try (Stream<Path> parts = Files.list(OperationsPage.PROJECT.resolve("deploy/checks"))) {
      for (Path part :
          Stream.concat(
                  parts, Stream.of("deploy/check", ".ci/run").map(OperationsPage.PROJECT::resolve))
              .toList()) {
        check.append(Files.readString(part));
      }
    }
    Set<String> named = OperationsPage.scripts();

    assertThat(named).contains("restore", "upgrade", "offline/load");
    assertThat(named)
        .allMatch(name -> Files.exists(OperationsPage.PROJECT.resolve("deploy/" + name)))
        .allMatch(name -> check.indexOf("deploy/" + name) >= 0);
  }

  @Test
  void the_archive_for_a_network_without_internet_has_every_script_that_the_page_names()
      throws IOException {
    Matcher leftOut =
        Pattern.compile("grep -zvE '([^']+)'")
            .matcher(Files.readString(OperationsPage.PROJECT.resolve("deploy/offline/save")));
    assertThat(leftOut.find()).isTrue();

    assertThat(OperationsPage.scripts())
        .map(name -> "deploy/" + name)
        .noneMatch(Pattern.compile(leftOut.group(1)).asPredicate());
  }
}
