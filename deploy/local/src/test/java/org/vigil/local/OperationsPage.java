package org.vigil.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** docs/operations.md as it stands: its sections, and the commands in them. */
final class OperationsPage {

  static final Path PROJECT = Path.of("../..");
  private static final String FENCE = "```";

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

  static List<String> of(String section) throws IOException {
    return blocks().stream()
        .filter(block -> block.section().equals(section))
        .map(Block::commands)
        .toList();
  }
}
