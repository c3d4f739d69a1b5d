package org.vigil.edge;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.seal.SealKey;
import org.vigil.eventsourcing.seal.SealKeys;

/** The keys that seal the log, from a file or a secret. Without one, a service does not start. */
@ApplicationScoped
class SealKeySource {

  @Produces
  @Singleton
  SealKeys keys(
      @ConfigProperty(name = "vigil.seal.key") Optional<String> key,
      @ConfigProperty(name = "vigil.seal.key-file") Optional<String> keyFile,
      @ConfigProperty(name = "vigil.seal.previous-key") Optional<String> previous,
      @ConfigProperty(name = "vigil.seal.previous-key-file") Optional<String> previousFile) {
    SealKey current = read("vigil.seal.key", key, keyFile);
    if (current == null) {
      throw new IllegalStateException(
          "vigil.seal.key or vigil.seal.key-file is missing: the log would not be signed; make a"
              + " key with `openssl genpkey -algorithm ed25519`");
    }
    return new SealKeys(current, read("vigil.seal.previous-key", previous, previousFile));
  }

  private static @Nullable SealKey read(
      String name, Optional<String> value, Optional<String> file) {
    if (value.isEmpty() && file.isEmpty()) {
      return null;
    }
    try {
      return SealKey.parse(
          value.isPresent() ? value.get() : Files.readString(Path.of(file.orElseThrow())));
    } catch (IOException _) {
      throw new IllegalStateException(name + "-file cannot be read");
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(name + " is " + e.getMessage());
    }
  }
}
