package org.vigil.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * The product with a clock that a test forwards: real processes, of whose classes one is another,
 * {@code org.vigil.edge.Clock}.
 */
final class ForwardedVigil implements AutoCloseable {

  /** Beside {@link RunningVigil}. */
  static final int OFFSET = 3_000;

  private static final String CLOCK = "org/vigil/edge/Clock.class";

  private final Path project;
  private final LocalVigil vigil;

  private ForwardedVigil(Path project, LocalVigil vigil) {
    this.project = project;
    this.vigil = vigil;
  }

  /** Starts everything at an instant. */
  static ForwardedVigil start(Instant now) {
    try {
      Path folder = Files.createTempDirectory("vigil-stories");
      Path project = folder.resolve("project");
      for (Service service : Service.values()) {
        copy(Path.of("../.."), project, service);
      }
      move(project, now);
      Path log = folder.resolve("launcher.log");
      PrintStream out = new PrintStream(Files.newOutputStream(log), true, StandardCharsets.UTF_8);
      return new ForwardedVigil(
          project, LocalVigil.start(project, folder.resolve("data"), OFFSET, out));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** From now on it is that time, and goes on from there. */
  void at(Instant instant) {
    try {
      move(project, instant);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void move(Path project, Instant instant) throws IOException {
    Path next = project.resolve("moved-by.next");
    Files.writeString(next, Duration.between(Instant.now(), instant).toString());
    Files.move(next, project.resolve("moved-by"), StandardCopyOption.ATOMIC_MOVE);
  }

  private static void copy(Path from, Path to, Service service) throws IOException {
    Path built = from.resolve(service.directory()).resolve("target/quarkus-app").toRealPath();
    Path copy = to.resolve(service.directory()).resolve("target/quarkus-app");
    List<Path> files;
    try (Stream<Path> all = Files.walk(built)) {
      files = all.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      Path target = copy.resolve(built.relativize(file));
      Files.createDirectories(target.getParent());
      if (file.getFileName().toString().startsWith("org.vigil.service-")) {
        exchangeClock(file, target);
      } else {
        Files.copy(file, target);
      }
    }
  }

  private static void exchangeClock(Path jar, Path copy) throws IOException {
    boolean exchanged = false;
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(jar));
        ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(copy));
        InputStream clock = ForwardedVigil.class.getResourceAsStream("/" + CLOCK)) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        boolean isClock = entry.getName().equals(CLOCK);
        out.putNextEntry(new ZipEntry(entry.getName()));
        (isClock ? clock : in).transferTo(out);
        exchanged |= isClock;
      }
    }
    if (!exchanged) {
      throw new IllegalStateException("the services' clock is not where it was");
    }
  }

  @Override
  public void close() {
    vigil.close();
  }
}
