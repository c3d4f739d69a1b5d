package org.vigil.supplies.stock.view;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Projection;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.projection.SqlBatch;
import org.vigil.supplies.stock.domain.StockEvent;
import org.vigil.supplies.stock.domain.StockEvent.IssueCorrected;
import org.vigil.supplies.stock.domain.StockEvent.IssueRecipientRevealed;
import org.vigil.supplies.stock.domain.StockEvent.IssueReversed;
import org.vigil.supplies.stock.domain.StockEvent.ItemDefined;
import org.vigil.supplies.stock.domain.StockEvent.LotReceived;
import org.vigil.supplies.stock.domain.StockEvent.Portion;
import org.vigil.supplies.stock.domain.StockEvent.ReceiptReversed;
import org.vigil.supplies.stock.domain.StockEvent.StockIssued;
import org.vigil.supplies.stock.domain.StockEvent.StockRanLow;
import org.vigil.supplies.stock.domain.StockEvent.StockRanOut;

/** Items with what is left of them, their lots, and every movement. */
public final class StockView implements Projection {

  public static final String NAME = "stock-1";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> tables() {
    return Set.of("item", "lot", "ledger");
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(StockEvent.class);
  }

  @Override
  public void apply(List<Recorded<Object>> events, Connection tx) throws SQLException {
    try (SqlBatch rows = new SqlBatch(tx)) {
      for (Recorded<Object> event : events) {
        if (event.event() instanceof StockEvent change) {
          apply(event, change, rows);
        }
      }
    }
  }

  private static void apply(Recorded<Object> event, StockEvent change, SqlBatch rows)
      throws SQLException {
    String item = event.stream().key();
    switch (change) {
      case ItemDefined d ->
          rows.add(
              "insert into item (code, name, unit, department, safety_level, version)"
                  + " values (?, ?, ?, ?, ?, ?) on conflict (code) do update set name ="
                  + " excluded.name, unit = excluded.unit, department = excluded.department,"
                  + " safety_level = excluded.safety_level, version = excluded.version,"
                  + " low = item.low and item.on_hand < excluded.safety_level",
              item,
              d.name(),
              d.unit(),
              d.department(),
              d.safetyLevel(),
              event.version());
      case LotReceived r -> {
        rows.add(
            "insert into lot values (?, ?, ?, ?::date) on conflict (item, lot) do update set"
                + " quantity = lot.quantity + excluded.quantity",
            item,
            r.lot(),
            r.quantity(),
            r.expiresOn().toString());
        moved(event, "RECEIVED", r.quantity(), null, r.at(), rows);
      }
      case StockIssued issued -> {
        portions(item, issued.portions(), -1, rows);
        moved(event, "ISSUED", -issued.quantity(), issued.toDepartment(), issued.at(), rows);
      }
      case IssueReversed reversed -> {
        portions(item, reversed.portions(), 1, rows);
        moved(event, "REVERSED", reversed.quantity(), null, reversed.at(), rows);
      }
      case ReceiptReversed r -> {
        portions(item, List.of(new Portion(r.lot(), r.quantity())), -1, rows);
        moved(event, "RECEIPT_REVERSED", -r.quantity(), null, r.at(), rows);
      }
      case StockRanLow _ ->
          rows.add("update item set low = true, version = ? where code = ?", event.version(), item);
      case StockRanOut _, IssueCorrected _, IssueRecipientRevealed _ ->
          rows.add("update item set version = ? where code = ?", event.version(), item);
    }
  }

  private static void portions(String item, List<Portion> portions, int sign, SqlBatch rows)
      throws SQLException {
    for (Portion portion : portions) {
      rows.add(
          "update lot set quantity = quantity + ? where item = ? and lot = ?",
          sign * portion.quantity(),
          item,
          portion.lot());
    }
  }

  private static void moved(
      Recorded<Object> event,
      String movement,
      int quantity,
      @Nullable String department,
      Instant at,
      SqlBatch rows)
      throws SQLException {
    String item = event.stream().key();
    rows.add(
        "update item set on_hand = on_hand + ?, version = ?,"
            + " low = low and on_hand + ? < safety_level where code = ?",
        quantity,
        event.version(),
        quantity,
        item);
    rows.add(
        "insert into ledger values (?, ?, ?, ?, ?::text, ?)",
        event.position(),
        item,
        movement,
        quantity,
        department,
        at);
  }
}
