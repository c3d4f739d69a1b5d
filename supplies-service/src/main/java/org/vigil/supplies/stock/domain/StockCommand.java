package org.vigil.supplies.stock.domain;

import java.time.Instant;
import java.time.LocalDate;

/** What can be asked of the stock of one item. */
public sealed interface StockCommand {

  /**
   * Takes the item into the catalogue, or says anew what holds of it.
   *
   * @param safetyLevel below it the item has run low
   */
  record DefineItem(String item, String name, String unit, String department, int safetyLevel)
      implements StockCommand {}

  /** A lot comes in. */
  record ReceiveLot(String receiptId, String lot, int quantity, LocalDate expiresOn, Instant at)
      implements StockCommand {}

  /**
   * Some of it goes out, first expiry first.
   *
   * @param today the day in the business's zone: what expires before it is not issued
   */
  record IssueStock(
      String issueId,
      int quantity,
      String toDepartment,
      Purpose purpose,
      LocalDate today,
      Instant at)
      implements StockCommand {}

  /** For whom and why it was, as it should read. */
  record CorrectIssue(String issueId, Purpose purpose, String reason, Instant at)
      implements StockCommand {}

  /** Somebody has to see for whom it was. */
  record RevealRecipient(String issueId, String purpose) implements StockCommand {}

  /** An issue was a mistake: everything goes back to its lots. */
  record ReverseIssue(String issueId, String reason, Instant at) implements StockCommand {}

  /** A receipt was a mistake: the whole of it leaves its lot again. */
  record ReverseReceipt(String receiptId, String reason, Instant at) implements StockCommand {}
}
