package org.vigil.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/operations.md tells operators to run has been run. */
class OperationsPageTest {

  private static final Pattern SCRIPT =
      Pattern.compile("(?:deploy|vigil/deploy)/((?:offline/)?[a-z-]+)(?= |$|;|&)");

  /** Folders. */
  private static final Set<String> FOLDERS =
      Set.of("kubernetes", "secrets", "identity", "monitoring");

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
    Set<String> named = new TreeSet<>();
    for (OperationsPage.Block block : OperationsPage.blocks()) {
      Matcher script = SCRIPT.matcher(block.commands());
      while (script.find()) {
        named.add(script.group(1));
      }
    }
    named.removeAll(FOLDERS);

    assertThat(named).contains("restore", "upgrade", "offline/load");
    assertThat(named)
        .allMatch(name -> Files.exists(OperationsPage.PROJECT.resolve("deploy/" + name)))
        .allMatch(name -> check.indexOf("deploy/" + name) >= 0);
  }

  @Test
  void the_archive_for_a_network_without_internet_has_every_script_that_the_page_names()
      throws IOException {
    String save = Files.readString(OperationsPage.PROJECT.resolve("deploy/offline/save"));
    Set<String> missing = new TreeSet<>();
    for (OperationsPage.Block block : OperationsPage.blocks()) {
      Matcher script = SCRIPT.matcher(block.commands());
      while (script.find()) {
        String name = script.group(1);
        if (!name.startsWith("offline/")
            && !FOLDERS.contains(name)
            && !save.contains(" " + name + " ")) {
          missing.add(name);
        }
      }
    }

    assertThat(missing).isEmpty();
  }
}
