package org.vigil.local;

import java.io.PrintStream;
import java.util.Locale;

/** What the user sees while the product starts and runs: one line a step. */
final class Progress {

  private final PrintStream out;
  private final long startedAt = System.nanoTime();

  Progress(PrintStream out) {
    this.out = out;
  }

  void say(String line) {
    double seconds = (System.nanoTime() - startedAt) / 1e9;
    out.println(String.format(Locale.ROOT, "[%5.1f s] %s", seconds, line));
  }

  void plain(String text) {
    out.println(text);
  }
}
