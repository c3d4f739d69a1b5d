package org.vigil.supplies.stock.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.vigil.eventsourcing.Recorded;
import org.vigil.supplies.stock.domain.StockEvent.IssueCorrected;
import org.vigil.supplies.stock.domain.StockEvent.IssueRecipientRevealed;
import org.vigil.supplies.stock.domain.StockEvent.IssueReversed;
import org.vigil.supplies.stock.domain.StockEvent.ItemDefined;
import org.vigil.supplies.stock.domain.StockEvent.LotReceived;
import org.vigil.supplies.stock.domain.StockEvent.ReceiptReversed;
import org.vigil.supplies.stock.domain.StockEvent.StockIssued;
import org.vigil.supplies.stock.domain.StockEvent.StockRanLow;
import org.vigil.supplies.stock.domain.StockEvent.StockRanOut;

/**
 * What truly lay in the store room at an instant. A movement counts from the time it is said to
 * have happened, and one that was reversed never happened. The times of movements are claims, so
 * they may contradict each other: where more had gone out of a lot by then than had come in, the
 * lot shows less than nothing, which no recorded state ever does. For whom something was issued is
 * not told here.
 */
public final class StockInHindsight {

  private StockInHindsight() {}

  /** The events to fold; running low is a thing said on what was known, and so left out. */
  public static List<StockEvent> trueAt(Instant instant, List<Recorded<StockEvent>> known) {
    Set<String> undone = undone(known);
    List<StockEvent> events = new ArrayList<>();
    for (Recorded<StockEvent> recorded : known) {
      boolean happened = !recorded.metadata().occurredAt().isAfter(instant);
      switch (recorded.event()) {
        // The things were there before somebody gave the item a name.
        case ItemDefined item when happened || events.isEmpty() -> events.add(item);
        case LotReceived received when !undone.contains(received.receiptId()) ->
            events.add(happened ? received : empty(received));
        case StockIssued issued when happened && !undone.contains(issued.issueId()) ->
            events.add(issued);
        case ItemDefined _,
            LotReceived _,
            StockIssued _,
            IssueCorrected _,
            IssueRecipientRevealed _,
            IssueReversed _,
            ReceiptReversed _,
            StockRanLow _,
            StockRanOut _ -> {}
      }
    }
    return events;
  }

  /** The lot is known by its number before anything of it has come. */
  private static StockEvent empty(LotReceived later) {
    return new LotReceived(
        later.receiptId(), later.item(), later.lot(), 0, later.expiresOn(), later.at());
  }

  private static Set<String> undone(List<Recorded<StockEvent>> known) {
    Set<String> undone = new HashSet<>();
    for (Recorded<StockEvent> recorded : known) {
      switch (recorded.event()) {
        case IssueReversed reversed -> undone.add(reversed.issueId());
        case ReceiptReversed reversed -> undone.add(reversed.receiptId());
        case ItemDefined _,
            LotReceived _,
            StockIssued _,
            IssueCorrected _,
            IssueRecipientRevealed _,
            StockRanLow _,
            StockRanOut _ -> {}
      }
    }
    return undone;
  }
}
