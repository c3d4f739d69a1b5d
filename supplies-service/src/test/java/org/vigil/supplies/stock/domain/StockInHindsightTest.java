package org.vigil.supplies.stock.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.vigil.eventsourcing.Metadata;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;
import org.vigil.supplies.stock.domain.Stock.Stocked;
import org.vigil.supplies.stock.domain.StockEvent.IssueReversed;
import org.vigil.supplies.stock.domain.StockEvent.ItemDefined;
import org.vigil.supplies.stock.domain.StockEvent.LotReceived;
import org.vigil.supplies.stock.domain.StockEvent.Portion;
import org.vigil.supplies.stock.domain.StockEvent.ReceiptReversed;
import org.vigil.supplies.stock.domain.StockEvent.StockIssued;

/** What truly lay there. The hours are those of one day; an event occurs at the hour given. */
class StockInHindsightTest {

  private static final Instant DAY = Instant.parse("2022-11-03T00:00:00Z");
  private static final LocalDate EXPIRY = LocalDate.of(2024, 1, 1);

  private final List<Recorded<StockEvent>> known = new ArrayList<>();

  private static Instant at(int hour) {
    return DAY.plus(Duration.ofHours(hour));
  }

  private void recorded(int hour, StockEvent event) {
    Metadata metadata = new Metadata("me", new UUID(0, 1), null, at(hour), at(hour), null);
    int version = known.size() + 1;
    known.add(
        new Recorded<>(
            version,
            new StreamId("stock", "A"),
            version,
            new UUID(0, version),
            "supplies",
            at(24),
            metadata,
            event));
  }

  private void defined(int hour, int safetyLevel) {
    recorded(hour, new ItemDefined("A", "酒精", "瓶", "BGS", safetyLevel));
  }

  private void received(int hour, String id, String lot, int quantity) {
    recorded(hour, new LotReceived(id, "A", lot, quantity, EXPIRY, at(hour)));
  }

  private void issued(int hour, String id, String lot, int quantity) {
    List<Portion> portions = List.of(new Portion(lot, quantity));
    recorded(
        hour, new StockIssued(id, "A", quantity, portions, "ZHGL", "消杀", null, null, at(hour)));
  }

  private Stocked trueAt(int hour) {
    StockDecider decider = new StockDecider();
    Stock state = decider.initialState();
    for (StockEvent event : StockInHindsight.trueAt(at(hour), known)) {
      state = decider.evolve(state, event);
    }
    return (Stocked) state;
  }

  private Map<String, Integer> lots(int hour) {
    Map<String, Integer> lots = new TreeMap<>();
    trueAt(hour).lots().forEach((number, lot) -> lots.put(number, lot.quantity()));
    return lots;
  }

  @Test
  void a_movement_counts_from_when_it_happened_whenever_it_was_entered() {
    defined(8, 5);
    received(8, "r1", "X", 10);
    issued(12, "i1", "X", 1);
    issued(9, "i2", "X", 3);

    assertThat(lots(8)).containsExactly(Map.entry("X", 10));
    assertThat(lots(10)).containsExactly(Map.entry("X", 7));
    assertThat(lots(12)).containsExactly(Map.entry("X", 6));
  }

  @Test
  void what_was_reversed_never_happened() {
    defined(8, 5);
    received(8, "r1", "X", 10);
    issued(9, "i1", "X", 3);
    received(9, "r2", "Y", 4);
    recorded(12, new IssueReversed("i1", "A", 3, List.of(new Portion("X", 3)), "领错", at(12)));
    recorded(12, new ReceiptReversed("r2", "A", "Y", 4, "重复", at(12)));

    assertThat(lots(10)).containsExactly(Map.entry("X", 10));
    assertThat(lots(13)).containsExactly(Map.entry("X", 10));
  }

  @Test
  void what_came_in_before_the_item_was_defined_was_there() {
    defined(8, 5);
    received(6, "r1", "X", 10);

    assertThat(trueAt(7).onHand()).isEqualTo(10);
    assertThat(trueAt(5).onHand()).isZero();
  }

  @Test
  void an_item_is_described_as_it_was_at_the_time() {
    defined(8, 5);
    defined(12, 9);

    assertThat(trueAt(11).item().safetyLevel()).isEqualTo(5);
    assertThat(trueAt(12).item().safetyLevel()).isEqualTo(9);
  }

  @Test
  void times_that_contradict_each_other_show_less_than_nothing() {
    defined(8, 5);
    received(10, "r1", "X", 10);
    issued(9, "i1", "X", 3);

    assertThat(lots(9)).containsExactly(Map.entry("X", -3));
    assertThat(lots(10)).containsExactly(Map.entry("X", 7));
  }
}
