package org.vigil.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.vigil.eventsourcing.store.EventCatalog;

/**
 * {@code docs/contracts}: one example of every event type and version, as it is stored and as it is
 * published. The producer's test holds its events to the examples; a consumer's test reads them.
 * Run the producer's test with {@code -Dvigil.contracts=write} to write what is new.
 */
public final class Contracts {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Contracts() {}

  /**
   * Fails unless there is exactly one example of each event type, and storing and publishing it
   * gives the bytes that are kept, and those bytes read back as the same event.
   */
  public static void hold(EventCatalog catalog, List<?> examples) {
    assertThat(examples.stream().map(catalog::typeOf))
        .as("one example of each type")
        .containsExactlyInAnyOrderElementsOf(catalog.classes().keySet());
    for (Object example : examples) {
      String type = catalog.typeOf(example);
      byte[] stored = EventCatalog.bytes(example);
      ObjectNode contract = JSON.createObjectNode();
      contract.set("stored", tree(stored));
      contract.set("published", tree(catalog.published(type, stored)));
      Path file = folder().resolve(catalog.publishedType(type) + ".json");
      if ("write".equals(System.getProperty("vigil.contracts"))) {
        write(file, contract);
        PublishedContracts.at(folder()).addDigest(file);
      }
      assertThat(contract).as(file.getFileName().toString()).isEqualTo(read(file));
      assertThat(catalog.event(type, bytes(contract.get("stored")))).isEqualTo(example);
    }
  }

  /**
   * Reads every contract that was ever published and concerns a service through its present code:
   * its own events as they are stored, the others' as they are published. Fails with the file's
   * name where one no longer reads, is gone, or is not what it was when it was published.
   *
   * @param reads what the service reads of each other service
   */
  public static void replay(EventCatalog own, Map<String, EventCatalog> reads) {
    PublishedContracts published = PublishedContracts.at(folder());
    assertThat(published.changed()).as("published contracts that are not what they were").isEmpty();
    assertThat(published.unreadable(own, reads))
        .as("published contracts that today's code does not read")
        .isEmpty();
  }

  /** What other services get of a type, {@code vigil.duty.fever-measured.v1}. */
  public static byte[] published(String type) {
    return bytes(read(folder().resolve(type + ".json")).get("published"));
  }

  private static Path folder() {
    Path place = Path.of("").toAbsolutePath();
    while (place != null && !Files.isDirectory(place.resolve("docs/contracts"))) {
      place = place.getParent();
    }
    if (place == null) {
      throw new IllegalStateException("docs/contracts is not above the working directory");
    }
    return place.resolve("docs/contracts");
  }

  private static void write(Path file, JsonNode contract) {
    try {
      Files.writeString(
          file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(contract) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode read(Path file) {
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException("no example is kept", e);
    }
  }

  private static JsonNode tree(byte[] bytes) {
    try {
      return JSON.readTree(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(JsonNode node) {
    try {
      return JSON.writeValueAsBytes(node);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
