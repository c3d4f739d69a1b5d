package org.vigil.local;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** {@code make run}. Argument: the checkout. */
final class Main {

  private static final PrintStream OUT =
      new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);

  private Main() {}

  public static void main(String[] arguments) throws InterruptedException {
    Path project = Path.of(arguments.length > 0 ? arguments[0] : ".").toAbsolutePath().normalize();
    String chosen = System.getenv("VIGIL_DATA");
    Path data = chosen == null ? project.resolve("deploy/local/data") : Path.of(chosen);
    int offset = Integer.parseInt(System.getenv().getOrDefault("VIGIL_PORT_OFFSET", "0"));
    CountDownLatch stopped = new CountDownLatch(1);
    LocalVigil vigil;
    try {
      vigil = LocalVigil.start(project, data.toAbsolutePath(), offset, OUT);
    } catch (Trouble trouble) {
      OUT.println("Vigil cannot start: " + trouble.getMessage());
      System.exit(1);
      return;
    }
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  OUT.println("stopping …");
                  vigil.close();
                  OUT.println("stopped");
                  stopped.countDown();
                }));
    OUT.println(Greeting.text(vigil.ports()));
    stopped.await();
  }
}
