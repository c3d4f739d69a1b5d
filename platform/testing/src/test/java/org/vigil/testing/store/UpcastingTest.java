package org.vigil.testing.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.vigil.eventsourcing.EventLog.Unread;
import org.vigil.eventsourcing.EventLog.Unreadable;
import org.vigil.eventsourcing.EventType;
import org.vigil.eventsourcing.Metadata;
import org.vigil.eventsourcing.Personal;
import org.vigil.eventsourcing.Personal.Mask;
import org.vigil.eventsourcing.StreamId;
import org.vigil.eventsourcing.Upcaster;
import org.vigil.eventsourcing.store.EventCatalog;
import org.vigil.eventsourcing.store.StoredEvent;

/** What becomes of events that were stored in an older version. */
class UpcastingTest {

  private static final EventCatalog CATALOG = EventCatalog.of("doors", List.of(DoorOpened.class));
  private static final DoorOpened OPENED = new DoorOpened("EAST", null, "张三", List.of("DAY"), null);

  /** Version 3; 1 had one {@code shift}, 2 called the exit a door. */
  @EventType(
      value = "door-opened",
      version = 3,
      upcasters = {ManyShifts.class, ExitNotDoor.class})
  record DoorOpened(
      String exit,
      @Nullable String subjectId,
      @Personal(mask = Mask.NAME) String by,
      List<String> shifts,
      @Nullable String note) {}

  static final class ManyShifts implements Upcaster {
    @Override
    public Map<String, Object> upcast(Map<String, Object> fields) {
      fields.put("shifts", List.of(fields.remove("shift")));
      return fields;
    }
  }

  static final class ExitNotDoor implements Upcaster {
    @Override
    public Map<String, Object> upcast(Map<String, Object> fields) {
      fields.put("exit", fields.remove("door"));
      return fields;
    }
  }

  @EventType(value = "door-opened", version = 3, upcasters = ManyShifts.class)
  record NoWayFromVersion2(String exit) {}

  private static byte[] json(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static StoredEvent stored(String type, byte[] data) {
    Instant at = Instant.EPOCH;
    byte[] metadata = EventCatalog.bytes(new Metadata("me", new UUID(0, 1), null, at, at, null));
    return new StoredEvent(
        1, new StreamId("door", "1"), 1, new UUID(0, 2), type, at, metadata, data);
  }

  @Test
  void every_version_reads_as_the_newest() {
    assertThat(
            CATALOG.event(
                "door-opened.v1", json("{\"by\":\"张三\",\"door\":\"EAST\",\"shift\":\"DAY\"}")))
        .isEqualTo(OPENED);
    assertThat(
            CATALOG.event(
                "door-opened.v2", json("{\"by\":\"张三\",\"door\":\"EAST\",\"shifts\":[\"DAY\"]}")))
        .isEqualTo(OPENED);
    assertThat(CATALOG.event("door-opened.v3", EventCatalog.bytes(OPENED))).isEqualTo(OPENED);
  }

  @Test
  void a_new_event_is_stored_in_the_newest_version() {
    assertThat(CATALOG.typeOf(OPENED)).isEqualTo("door-opened.v3");
    assertThat(CATALOG.classes()).containsOnlyKeys("door-opened.v3");
  }

  @Test
  void an_old_event_is_published_in_the_newest_version_and_masked_by_todays_marks() {
    byte[] old = json("{\"by\":\"张三\",\"door\":\"EAST\",\"shift\":\"DAY\"}");

    assertThat(CATALOG.publishedType("door-opened.v1")).isEqualTo("vigil.doors.door-opened.v3");
    assertThat(new String(CATALOG.published("door-opened.v1", old), StandardCharsets.UTF_8))
        .isEqualTo("{\"by\":\"张*\",\"exit\":\"EAST\",\"shifts\":[\"DAY\"]}");
  }

  @Test
  void a_version_of_tomorrow_is_left_unread() {
    assertThat(CATALOG.event("door-opened.v4", json("{}"))).isEqualTo(new Unread("door-opened.v4"));
    assertThat(CATALOG.reads("door-opened.v4")).isFalse();
    assertThat(CATALOG.reads("door-opened.v1")).isTrue();
  }

  @Test
  void a_version_of_tomorrow_parks_its_stream_and_what_is_not_known_at_all_does_not() {
    assertThat(CATALOG.read(stored("door-opened.v4", json("{}"))).event())
        .isEqualTo(new Unreadable("door-opened.v4"));
    assertThat(CATALOG.read(stored("window-opened.v1", json("{}"))).event())
        .isEqualTo(new Unread("window-opened.v1"));
  }

  @Test
  void an_old_event_that_its_upcaster_cannot_take_parks_its_stream_and_is_not_quoted() {
    byte[] broken = json("{\"by\":\"张三\",\"door\":\"EAST\"}");
    assertThat(CATALOG.read(stored("door-opened.v1", broken)).event())
        .isEqualTo(new Unreadable("door-opened.v1"));
    assertThatThrownBy(() -> CATALOG.event("door-opened.v1", broken))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageNotContaining("张三")
        .hasNoCause();
  }

  @Test
  void a_type_with_a_version_from_which_no_way_leads_is_refused_at_once() {
    assertThatThrownBy(() -> EventCatalog.of("doors", List.of(NoWayFromVersion2.class)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
