package org.vigil.supplies.stock.domain;

import static org.vigil.eventsourcing.Decision.accept;
import static org.vigil.eventsourcing.Decision.refuse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.Decider;
import org.vigil.eventsourcing.Decision;
import org.vigil.supplies.stock.domain.Stock.Lot;
import org.vigil.supplies.stock.domain.Stock.NotDefined;
import org.vigil.supplies.stock.domain.Stock.Stocked;
import org.vigil.supplies.stock.domain.StockCommand.DefineItem;
import org.vigil.supplies.stock.domain.StockCommand.IssueStock;
import org.vigil.supplies.stock.domain.StockCommand.ReceiveLot;
import org.vigil.supplies.stock.domain.StockCommand.ReverseIssue;
import org.vigil.supplies.stock.domain.StockEvent.IssueReversed;
import org.vigil.supplies.stock.domain.StockEvent.ItemDefined;
import org.vigil.supplies.stock.domain.StockEvent.LotReceived;
import org.vigil.supplies.stock.domain.StockEvent.Portion;
import org.vigil.supplies.stock.domain.StockEvent.StockIssued;
import org.vigil.supplies.stock.domain.StockEvent.StockRanLow;
import org.vigil.supplies.stock.domain.StockEvent.StockRanOut;

/** The rules of the store room (3.2-b, 3.2-c). */
public final class StockDecider implements Decider<StockCommand, Stock, StockEvent> {

  public static final Category<StockCommand, Stock, StockEvent> CATEGORY =
      Category.of("stock", new StockDecider(), StockEvent.class);

  @Override
  public Stock initialState() {
    return new NotDefined();
  }

  @Override
  public Decision<StockEvent> decide(StockCommand command, Stock state) {
    return switch (state) {
      case NotDefined _ ->
          switch (command) {
            case DefineItem item -> accept(defined(item));
            case ReceiveLot _, IssueStock _, ReverseIssue _ -> refuse(StockRefusal.NO_SUCH_ITEM);
          };
      case Stocked stock ->
          switch (command) {
            case DefineItem item ->
                defined(item).equals(stock.item()) ? accept() : accept(defined(item));
            case ReceiveLot lot -> receive(lot, stock);
            case IssueStock issue -> issue(issue, stock);
            case ReverseIssue reversal -> reverse(reversal, stock);
          };
    };
  }

  private static ItemDefined defined(DefineItem item) {
    return new ItemDefined(
        item.item(), item.name(), item.unit(), item.department(), item.safetyLevel());
  }

  private static Decision<StockEvent> receive(ReceiveLot command, Stocked stock) {
    Lot present = stock.lots().get(command.lot());
    if (present != null && !present.expiresOn().equals(command.expiresOn())) {
      return refuse(StockRefusal.LOT_HAS_ANOTHER_EXPIRY, Map.of("expiresOn", present.expiresOn()));
    }
    return accept(
        new LotReceived(
            command.receiptId(),
            stock.item().item(),
            command.lot(),
            command.quantity(),
            command.expiresOn(),
            command.at()));
  }

  private static Decision<StockEvent> issue(IssueStock command, Stocked stock) {
    int issuable = stock.issuable(command.today());
    if (command.quantity() > issuable) {
      return refuse(
          StockRefusal.NOT_ENOUGH_ON_HAND, Map.of("issuable", issuable, "onHand", stock.onHand()));
    }
    List<Portion> portions = new ArrayList<>();
    int left = command.quantity();
    for (Lot lot : stock.inOrder(command.today())) {
      int taken = Math.min(left, lot.quantity());
      if (taken > 0) {
        portions.add(new Portion(lot.number(), taken));
        left -= taken;
      }
    }
    List<StockEvent> events = new ArrayList<>();
    ItemDefined item = stock.item();
    events.add(
        new StockIssued(
            command.issueId(),
            item.item(),
            command.quantity(),
            portions,
            command.toDepartment(),
            command.purpose(),
            command.at()));
    int onHand = stock.onHand() - command.quantity();
    if (!stock.low() && onHand < item.safetyLevel()) {
      events.add(new StockRanLow(item.item(), item.department(), onHand, item.safetyLevel()));
    }
    if (onHand == 0) {
      events.add(new StockRanOut(item.item(), item.department()));
    }
    return Decision.acceptAll(events);
  }

  private static Decision<StockEvent> reverse(ReverseIssue command, Stocked stock) {
    List<Portion> portions = stock.issues().get(command.issueId());
    if (portions == null) {
      return refuse(StockRefusal.NO_SUCH_ISSUE);
    }
    int quantity = portions.stream().mapToInt(Portion::quantity).sum();
    return accept(
        new IssueReversed(
            command.issueId(),
            stock.item().item(),
            quantity,
            portions,
            command.reason(),
            command.at()));
  }

  @Override
  public Stock evolve(Stock state, StockEvent event) {
    return switch (event) {
      case ItemDefined item ->
          state instanceof Stocked stock
              ? settled(item, stock.lots(), stock.low(), stock.issues())
              : new Stocked(item, new TreeMap<>(), false, Map.of());
      case LotReceived received -> {
        Stocked stock = (Stocked) state;
        SortedMap<String, Lot> lots = new TreeMap<>(stock.lots());
        lots.merge(
            received.lot(),
            new Lot(received.lot(), received.quantity(), received.expiresOn()),
            (old, more) -> old.plus(more.quantity()));
        yield settled(stock.item(), lots, stock.low(), stock.issues());
      }
      case StockIssued issued -> {
        Stocked stock = (Stocked) state;
        Map<String, List<Portion>> issues = new HashMap<>(stock.issues());
        issues.put(issued.issueId(), issued.portions());
        yield new Stocked(
            stock.item(), moved(stock.lots(), issued.portions(), -1), stock.low(), issues);
      }
      case IssueReversed reversed -> {
        Stocked stock = (Stocked) state;
        Map<String, List<Portion>> issues = new HashMap<>(stock.issues());
        issues.remove(reversed.issueId());
        yield settled(
            stock.item(), moved(stock.lots(), reversed.portions(), 1), stock.low(), issues);
      }
      case StockRanLow _ -> {
        Stocked stock = (Stocked) state;
        yield new Stocked(stock.item(), stock.lots(), true, stock.issues());
      }
      case StockRanOut _ -> state;
    };
  }

  /** A descent ends when the stock is back at its safety level. */
  private static Stocked settled(
      ItemDefined item,
      SortedMap<String, Lot> lots,
      boolean low,
      Map<String, List<Portion>> issues) {
    Stocked stock = new Stocked(item, lots, low, issues);
    return low && stock.onHand() >= item.safetyLevel()
        ? new Stocked(item, lots, false, issues)
        : stock;
  }

  private static SortedMap<String, Lot> moved(
      SortedMap<String, Lot> lots, List<Portion> portions, int sign) {
    SortedMap<String, Lot> moved = new TreeMap<>(lots);
    for (Portion portion : portions) {
      moved.computeIfPresent(portion.lot(), (_, lot) -> lot.plus(sign * portion.quantity()));
    }
    return moved;
  }
}
