package org.vigil.local;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The product as the tests share it: started once in a JVM, on ports and data of its own. */
final class RunningVigil {

  /** Beside a `make run` on the same machine. */
  static final int OFFSET = 1_000;

  private static LocalVigil vigil;

  private RunningVigil() {}

  static synchronized LocalVigil get() {
    if (vigil == null) {
      try {
        Path data = Files.createTempDirectory("vigil-e2e");
        Path log = data.resolve("launcher.log");
        PrintStream out = new PrintStream(Files.newOutputStream(log), true, StandardCharsets.UTF_8);
        vigil = LocalVigil.start(Path.of("../..").toRealPath(), data, OFFSET, out);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      Runtime.getRuntime().addShutdownHook(new Thread(vigil::close));
    }
    return vigil;
  }
}
