package org.vigil.supplies.stock.domain;

import org.vigil.eventsourcing.Refusal;

/** Why something cannot be done with the stock: refused because … */
public enum StockRefusal implements Refusal {
  NO_SUCH_ITEM,
  NOT_ENOUGH_ON_HAND,
  LOT_HAS_ANOTHER_EXPIRY,
  NO_SUCH_ISSUE,
  ISSUED_TO_NOBODY_IN_PARTICULAR,
  NO_SUCH_RECEIPT,
  LOT_ALREADY_ISSUED,
  STORE_IS_FULL
}
