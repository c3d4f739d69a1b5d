package org.vigil.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.eventsourcing.EventType;
import org.vigil.eventsourcing.Upcaster;
import org.vigil.eventsourcing.store.EventCatalog;

/** That the build notices when a published contract is changed or no longer reads. */
class PublishedContractsTest {

  private static final EventCatalog NOTHING = EventCatalog.of("none", List.of());

  @TempDir Path folder;

  @EventType("lamp-lit")
  record LampLit(String room, int watts, @Nullable String by) {}

  @EventType("lamp-lit")
  record Renamed(String place, int watts, @Nullable String by) {}

  @EventType("lamp-lit")
  record Narrowed(String room, @Nullable String by) {}

  @EventType(value = "lamp-lit", version = 2, upcasters = RoomIsPlace.class)
  record WithUpcaster(String place, int watts, @Nullable String by) {}

  @EventType("lamp-lit")
  record ReadWithAnotherUnit(String room, int lumen) {}

  static final class RoomIsPlace implements Upcaster {
    @Override
    public Map<String, Object> upcast(Map<String, Object> fields) {
      fields.put("place", fields.remove("room"));
      return fields;
    }
  }

  @BeforeEach
  void publish() throws IOException {
    Path file = folder.resolve("vigil.lamps.lamp-lit.v1.json");
    String event = "{\"room\":\"101\",\"watts\":40,\"by\":\"x\"}";
    Files.writeString(file, "{\"stored\":" + event + ",\"published\":" + event + "}");
    Files.writeString(folder.resolve(PublishedContracts.DIGESTS), "");
    PublishedContracts.at(folder).addDigest(file);
  }

  private List<String> own(Class<?> newest) {
    return PublishedContracts.at(folder)
        .unreadable(EventCatalog.of("lamps", List.of(newest)), Map.of());
  }

  private List<String> other(Class<?> reads) {
    return PublishedContracts.at(folder)
        .unreadable(NOTHING, Map.of("lamps", EventCatalog.of("lamps", List.of(reads))));
  }

  @Test
  void what_reads_as_it_was_written_holds() {
    assertThat(PublishedContracts.at(folder).changed()).isEmpty();
    assertThat(own(LampLit.class)).isEmpty();
    assertThat(own(WithUpcaster.class)).isEmpty();
    assertThat(other(LampLit.class)).isEmpty();
    assertThat(other(Narrowed.class)).isEmpty();
    assertThat(other(WithUpcaster.class)).isEmpty();
  }

  @Test
  void a_renamed_a_removed_and_a_forgotten_field_are_told_with_the_file() {
    assertThat(own(Renamed.class)).singleElement().asString().contains("lamp-lit.v1", "place");
    assertThat(own(Narrowed.class)).singleElement().asString().contains("lamp-lit.v1", "loses");
    assertThat(other(Renamed.class)).singleElement().asString().contains("lamp-lit.v1", "place");
    assertThat(other(ReadWithAnotherUnit.class)).singleElement().asString().contains("lamp-lit.v1");
  }

  @Test
  void a_version_that_a_reader_does_not_know_is_told() throws IOException {
    Files.copy(
        folder.resolve("vigil.lamps.lamp-lit.v1.json"),
        folder.resolve("vigil.lamps.lamp-lit.v2.json"));
    assertThat(other(LampLit.class))
        .containsExactly("vigil.lamps.lamp-lit.v2.json: nothing reads this version");
    assertThat(own(LampLit.class)).hasSize(1);
  }

  @Test
  void a_changed_a_deleted_and_a_new_file_are_told_until_somebody_says_so() throws IOException {
    Path file = folder.resolve("vigil.lamps.lamp-lit.v1.json");
    Files.writeString(folder.resolve("vigil.lamps.lamp-out.v1.json"), "{}");
    Files.writeString(file, Files.readString(file).replace("40", "60"));
    assertThat(PublishedContracts.at(folder).changed()).hasSize(2);
    PublishedContracts.at(folder).addDigest(file);
    assertThat(PublishedContracts.at(folder).changed())
        .contains("vigil.lamps.lamp-lit.v1.json was changed");

    Files.delete(file);

    assertThat(PublishedContracts.at(folder).changed())
        .contains("vigil.lamps.lamp-lit.v1.json is gone");
  }
}
