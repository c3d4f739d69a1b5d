package org.vigil.supplies.stock.domain;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.vigil.supplies.stock.domain.StockEvent.Portion;

/** The stock of one item. */
public sealed interface Stock {

  /** Not in the catalogue. */
  record NotDefined() implements Stock {}

  /**
   * In the catalogue.
   *
   * @param lots what is left of each lot, by its number
   * @param low whether running low has been said since it was last at its safety level
   * @param issues what could still be reversed or corrected, by the issue's id
   * @param receipts the same of what was received, by the receipt's id
   */
  record Stocked(
      StockEvent.ItemDefined item,
      SortedMap<String, Lot> lots,
      boolean low,
      Map<String, Issue> issues,
      Map<String, Portion> receipts)
      implements Stock {

    public Stocked {
      lots = new TreeMap<>(lots);
      issues = Map.copyOf(issues);
      receipts = Map.copyOf(receipts);
    }

    Stocked with(SortedMap<String, Lot> newLots, boolean newLow) {
      return new Stocked(item, newLots, newLow, issues, receipts);
    }

    /**
     * For whom an issue was; empty where it is not known, reversed, or for nobody in particular.
     */
    public Optional<Recipient> recipient(String issueId) {
      Issue issue = issues.get(issueId);
      return Optional.ofNullable(issue == null ? null : issue.why().recipient());
    }

    /** What there is, expired or not. */
    public int onHand() {
      return lots.values().stream().mapToInt(Lot::quantity).sum();
    }

    /** What may be issued on a day. */
    int issuable(LocalDate today) {
      return lots.values().stream().filter(lot -> lot.goodOn(today)).mapToInt(Lot::quantity).sum();
    }

    /** The lots that may be issued, first expiry first, then by number. */
    List<Lot> inOrder(LocalDate today) {
      return lots.values().stream()
          .filter(lot -> lot.goodOn(today) && lot.quantity() > 0)
          .sorted(Comparator.comparing(Lot::expiresOn).thenComparing(Lot::number))
          .toList();
    }
  }

  /**
   * What went out at once.
   *
   * @param why as it is said now
   * @param people how many recipients have been named, one after the other
   */
  record Issue(List<Portion> portions, Purpose why, int people) {
    public Issue {
      portions = List.copyOf(portions);
    }

    int quantity() {
      return portions.stream().mapToInt(Portion::quantity).sum();
    }
  }

  /** What is left of a lot. */
  record Lot(String number, int quantity, LocalDate expiresOn) {

    /** The day of expiry is the last good one. */
    boolean goodOn(LocalDate day) {
      return !expiresOn.isBefore(day);
    }

    Lot plus(int more) {
      return new Lot(number, quantity + more, expiresOn);
    }
  }
}
