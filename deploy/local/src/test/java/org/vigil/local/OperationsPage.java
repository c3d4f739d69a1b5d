package org.vigil.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** docs/operations.md as it stands: its sections, and the commands in them. */
final class OperationsPage {

  static final Path PROJECT = Path.of("../..");
  private static final String FENCE = "```";
  private static final Pattern SCRIPT =
      Pattern.compile("deploy/((?:offline/)?[a-z-]+)(?= |$|;|&)", Pattern.MULTILINE);
  private static final Set<String> FOLDERS =
      Set.of("kubernetes", "secrets", "identity", "monitoring");

  /** The commands of one fenced block, under the title of its section. */
  record Block(String section, String commands) {}

  private OperationsPage() {}

  static List<Block> blocks() throws IOException {
    List<Block> blocks = new ArrayList<>();
    String section = "";
    StringBuilder commands = null;
    for (String line : Files.readAllLines(PROJECT.resolve("docs/operations.md"))) {
      if (line.startsWith("## ")) {
        section = line.substring(3);
      } else if (line.startsWith(FENCE) && commands != null) {
        blocks.add(new Block(section, commands.toString()));
        commands = null;
      } else if (line.startsWith(FENCE)) {
        commands = new StringBuilder();
      } else if (commands != null) {
        commands.append(line).append('\n');
      }
    }
    return blocks;
  }

  /** The scripts that its commands call, as they stand in deploy/. */
  static Set<String> scripts() throws IOException {
    Set<String> named = new TreeSet<>();
    for (Block block : blocks()) {
      Matcher script = SCRIPT.matcher(block.commands());
      while (script.find()) {
        named.add(script.group(1));
      }
    }
    named.removeAll(FOLDERS);
    return named;
  }

  static List<String> of(String section) throws IOException {
    return blocks().stream()
        .filter(block -> block.section().equals(section))
        .map(Block::commands)
        .toList();
  }
}
