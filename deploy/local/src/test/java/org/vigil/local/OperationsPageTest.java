package org.vigil.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each command of docs/operations.md and of README's line for operators is run by a test. */
class OperationsPageTest {

  /** Run by {@link OperationsPageIT}, as they stand. */
  private static final Set<String> RUN_ON_THE_PRODUCT =
      Set.of("The operators' calls", "Rebuild a view", "A parked stream");

  /** There is no cluster to run them in; {@link KubernetesTest} reads what they would apply. */
  private static final Pattern NEEDS_A_CLUSTER = Pattern.compile("kubectl .*");

  /** The first needs images from the internet, the second is the first build once more. */
  private static final Set<String> NOT_RUN =
      Set.of("deploy/compose --profile pulled up -d --wait", "deploy/offline/build --fresh");

  /** What another command of the page says better, or a name and no command. */
  private static final Set<String> NAMES =
      Set.of("deploy/secrets", "deploy/client", "deploy/administration", "deploy/kubernetes");

  private static final Pattern COMMENT = Pattern.compile("\\s+#\\s.*$");
  private static final Pattern IN_A_SENTENCE = Pattern.compile("`((?:deploy/|call )[^`]+)`");

  @Test
  void every_command_of_the_page_is_run_as_it_stands_by_a_test() throws IOException {
    String check = check();
    List<String> commands =
        OperationsPage.blocks().stream()
            .filter(block -> !RUN_ON_THE_PRODUCT.contains(block.section()))
            .flatMap(block -> block.commands().lines())
            .map(line -> COMMENT.matcher(line).replaceFirst(""))
            .filter(command -> !NEEDS_A_CLUSTER.matcher(command).matches())
            .toList();

    assertThat(commands).hasSizeGreaterThan(20).allMatch(check::contains);
  }

  @Test
  void every_command_in_a_sentence_is_run_by_a_test_too() throws IOException {
    String check = check();
    Matcher found =
        IN_A_SENTENCE.matcher(
            Files.readString(OperationsPage.PROJECT.resolve("docs/operations.md")));
    Set<String> commands = new TreeSet<>();
    while (found.find()) {
      commands.add(found.group(1));
    }
    commands.removeIf(
        command -> command.matches("call CLIENT .*|deploy/(|\\.env|local/.*|check.*)"));
    commands.removeAll(NOT_RUN);
    commands.removeAll(NAMES);

    assertThat(commands).hasSizeGreaterThan(10).allMatch(check::contains);
  }

  @Test
  void readme_s_commands_for_operators_are_run_by_the_check_of_the_deployment() throws IOException {
    String check = check();
    Matcher line =
        Pattern.compile("Operators: `([^`]+)`")
            .matcher(Files.readString(OperationsPage.PROJECT.resolve("README.md")));
    assertThat(line.find()).isTrue();

    assertThat(line.group(1).split(" && ")).hasSize(3).allMatch(check::contains);
  }

  @Test
  void every_script_that_the_page_names_is_there() throws IOException {
    Set<String> named = OperationsPage.scripts();

    assertThat(named)
        .contains("restore", "upgrade", "offline/load")
        .allMatch(name -> Files.exists(OperationsPage.PROJECT.resolve("deploy/" + name)));
  }

  private static String check() throws IOException {
    StringBuilder check = new StringBuilder();
    try (Stream<Path> parts = Files.list(OperationsPage.PROJECT.resolve("deploy/checks"))) {
      for (Path part :
          Stream.concat(
                  parts, Stream.of("deploy/check", ".ci/run").map(OperationsPage.PROJECT::resolve))
              .toList()) {
        check.append(Files.readString(part));
      }
    }
    return check.toString();
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
