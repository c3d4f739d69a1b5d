package org.vigil.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/plan.md tells the truth: what it names exists. */
class PlanTest {

  private static final Path PROJECT = Path.of("../..");
  private static final Pattern ROW = Pattern.compile("^\\| ([2-5][-.][0-9a-z.-]+) \\|.*");
  private static final Pattern EVENT =
      Pattern.compile("`vigil\\.([a-z]+)\\.([a-z0-9-]+)\\.v([0-9]+)`");
  private static final Pattern TEST =
      Pattern.compile("`([A-Z][A-Za-z0-9]*(?:Test|IT))(?:#(\\w+))?`");

  @Test
  void all_seventy_obligations_have_a_row_of_their_own() throws IOException {
    List<String> ids = new ArrayList<>();
    for (String line : Files.readAllLines(PROJECT.resolve("docs/plan.md"))) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        ids.add(row.group(1));
      }
    }

    assertThat(ids).hasSize(70).doesNotHaveDuplicates();
  }

  @Test
  void every_event_that_the_plan_names_is_in_its_service() throws IOException {
    Set<String> missing = new TreeSet<>();
    Matcher event = EVENT.matcher(Files.readString(PROJECT.resolve("docs/plan.md")));
    while (event.find()) {
      String version =
          event.group(3).equals("1") ? "\\)" : ",\\s*version = " + event.group(3) + "\\b";
      Pattern annotation =
          Pattern.compile("@EventType\\(\\s*(?:value = )?\"" + event.group(2) + "\"" + version);
      if (sources(event.group(1) + "-service/src/main").stream()
          .noneMatch(source -> annotation.matcher(source).find())) {
        missing.add(event.group());
      }
    }

    assertThat(missing).isEmpty();
  }

  @Test
  void every_test_that_the_plan_names_is_there() throws IOException {
    List<String> tests = new ArrayList<>();
    for (String module :
        List.of(
            "duty-service",
            "supplies-service",
            "disinfection-service",
            "reporting-service",
            "deploy/local",
            "deploy/generated-client")) {
      tests.addAll(sources(module + "/src/test"));
    }
    Set<String> missing = new TreeSet<>();
    Matcher named = TEST.matcher(Files.readString(PROJECT.resolve("docs/plan.md")));
    while (named.find()) {
      String type = "class " + named.group(1) + " ";
      Pattern method =
          Pattern.compile(named.group(2) == null ? "@Test" : "void\\s+" + named.group(2) + "\\(");
      if (tests.stream().noneMatch(it -> it.contains(type) && method.matcher(it).find())) {
        missing.add(named.group());
      }
    }

    assertThat(missing).isEmpty();
  }

  /** Of the sections on reports and on the chain; 4.3 is people's own. */
  @Test
  void each_obligation_of_reporting_that_is_carried_out_names_a_story_of_its_own()
      throws IOException {
    Set<String> without = new TreeSet<>();
    for (String line : Files.readAllLines(PROJECT.resolve("docs/plan.md"))) {
      Matcher row = ROW.matcher(line);
      if (row.matches()
          && row.group(1).matches("(3\\.4|3\\.5|3\\.6|3\\.11|4\\.1|4\\.2)-[a-z]")
          && !line.contains("| not yet |")
          && !line.contains("#obligation_" + row.group(1).replaceAll("[.-]", "_") + "_")) {
        without.add(row.group(1));
      }
    }

    assertThat(without).isEmpty();
  }

  private static List<String> sources(String folder) throws IOException {
    Path root = PROJECT.resolve(folder);
    if (!Files.exists(root)) {
      return List.of();
    }
    List<String> sources = new ArrayList<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        sources.add(Files.readString(file));
      }
    }
    return sources;
  }
}
