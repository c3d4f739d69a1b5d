package org.vigil.supplies.stock.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.EventType;
import org.vigil.eventsourcing.Personal;
import org.vigil.eventsourcing.Reveal;
import org.vigil.eventsourcing.Upcaster;

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

  /**
   * 发放, from these lots.
   *
   * @param purpose why, in words; null where it is for a person, whose it is then
   * @param use why, out of the list; null where it is not said, or for a person
   * @param recipient null for nobody in particular
   */
  @EventType(value = "stock-issued", version = 2, upcasters = WasForNobodyInParticular.class)
  record StockIssued(
      String issueId,
      String item,
      int quantity,
      List<Portion> portions,
      String toDepartment,
      @Nullable String purpose,
      @Nullable Use use,
      @Nullable Recipient recipient,
      Instant at)
      implements StockEvent {
    public StockIssued {
      portions = List.copyOf(portions);
    }

    Purpose why() {
      return new Purpose(purpose, use, recipient);
    }
  }

  /**
   * 更正: for whom and why something was issued, as it is said now; what went out stays.
   *
   * @param subjectId whose the reason is: the person's, or of whom it had been said before; null
   *     where it is nobody's
   * @param person the how-manieth recipient is named, counted from 1; 0 where none ever was
   * @param formerPerson which recipient it turned out not to be for; null where there was none, or
   *     the same report is owed still
   */
  @EventType("issue-corrected")
  record IssueCorrected(
      String issueId,
      String item,
      @Nullable String subjectId,
      @Nullable String purpose,
      @Nullable Use use,
      @Nullable Recipient recipient,
      int person,
      @Nullable Integer formerPerson,
      @Personal String reason,
      Instant at)
      implements StockEvent {

    Purpose why() {
      return new Purpose(purpose, use, recipient);
    }
  }

  /** Somebody has looked for whom something was issued; the envelope says who. */
  @EventType("issue-recipient-revealed")
  record IssueRecipientRevealed(String subjectId, String issueId, @Personal String purpose)
      implements StockEvent, Reveal {}

  /**
   * 冲销: what was issued by mistake is back in its lots.
   *
   * @param reason empty where it was for a person: the correction before it says why
   */
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

  /** Until version 2 an issue said for which department it was and why in words, of nobody. */
  final class WasForNobodyInParticular implements Upcaster {
    @Override
    public Map<String, Object> upcast(Map<String, Object> fields) {
      return fields;
    }
  }
}
