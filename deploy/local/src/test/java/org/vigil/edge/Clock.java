package org.vigil.edge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;

/**
 * Stands in the place of the services' own clock while stories are told: the machine's time, moved
 * by what a file beside the services says. The product itself has no way to move its clock.
 */
class Clock {

  /** From {@code quarkus-run.jar} up to where all services are. */
  private static final Path MOVED_BY =
      Path.of(System.getProperty("java.class.path"))
          .toAbsolutePath()
          .resolveSibling("../../../moved-by")
          .normalize();

  InstantSource system() {
    return () -> InstantSource.system().instant().plus(movedBy());
  }

  ZoneId zone(String id) {
    return ZoneId.of(id);
  }

  private static Duration movedBy() {
    try {
      return Duration.parse(Files.readString(MOVED_BY).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
