package org.vigil.supplies.stock.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.vigil.eventsourcing.EventType;

/** What happens to the stock of one item. The stream's key is the item's code. Stored forever. */
public sealed interface StockEvent {

  /** The item is in the catalogue, and this holds of it. */
  @EventType("item-defined")
  record ItemDefined(String item, String name, String unit, String department, int safetyLevel)
      implements StockEvent {}

  /** 入库. */
  @EventType("lot-received")
  record LotReceived(
      String receiptId, String item, String lot, int quantity, LocalDate expiresOn, Instant at)
      implements StockEvent {}

  /** 发放, from these lots. */
  @EventType("stock-issued")
  record StockIssued(
      String issueId,
      String item,
      int quantity,
      List<Portion> portions,
      String toDepartment,
      String purpose,
      Instant at)
      implements StockEvent {
    public StockIssued {
      portions = List.copyOf(portions);
    }
  }

  /** 冲销: what was issued by mistake is back in its lots. */
  @EventType("issue-reversed")
  record IssueReversed(
      String issueId, String item, int quantity, List<Portion> portions, String reason, Instant at)
      implements StockEvent {
    public IssueReversed {
      portions = List.copyOf(portions);
    }
  }

  /** 冲销: what was received by mistake is not there. */
  @EventType("receipt-reversed")
  record ReceiptReversed(
      String receiptId, String item, String lot, int quantity, String reason, Instant at)
      implements StockEvent {}

  /** 低于安全库存: said once per descent, so that it is asked for only once. */
  @EventType("stock-ran-low")
  record StockRanLow(String item, String department, int onHand, int safetyLevel)
      implements StockEvent {}

  /** 用尽. */
  @EventType("stock-ran-out")
  record StockRanOut(String item, String department) implements StockEvent {}

  /** How much of which lot. */
  record Portion(String lot, int quantity) {}
}
