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
import org.vigil.supplies.stock.domain.Stock.Issue;
import org.vigil.supplies.stock.domain.Stock.Lot;
import org.vigil.supplies.stock.domain.Stock.NotDefined;
import org.vigil.supplies.stock.domain.Stock.Stocked;
import org.vigil.supplies.stock.domain.StockCommand.CorrectIssue;
import org.vigil.supplies.stock.domain.StockCommand.DefineItem;
import org.vigil.supplies.stock.domain.StockCommand.IssueStock;
import org.vigil.supplies.stock.domain.StockCommand.ReceiveLot;
import org.vigil.supplies.stock.domain.StockCommand.RevealRecipient;
import org.vigil.supplies.stock.domain.StockCommand.ReverseIssue;
import org.vigil.supplies.stock.domain.StockCommand.ReverseReceipt;
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

/** The rules of the store room (3.2-b, 3.2-c). */
public final class StockDecider implements Decider<StockCommand, Stock, StockEvent> {

  public static final Category<StockCommand, Stock, StockEvent> CATEGORY =
      Category.of("stock", new StockDecider(), StockEvent.class);

  /** Far above any store room, and far below where the sum of its lots would overflow. */
  static final int MOST_ON_HAND = 1_000_000_000;

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
            case ReceiveLot _,
                IssueStock _,
                CorrectIssue _,
                RevealRecipient _,
                ReverseIssue _,
                ReverseReceipt _ ->
                refuse(StockRefusal.NO_SUCH_ITEM);
          };
      case Stocked stock ->
          switch (command) {
            case DefineItem item -> define(defined(item), stock);
            case ReceiveLot lot -> receive(lot, stock);
            case IssueStock issue -> issue(issue, stock);
            case CorrectIssue correction -> correct(correction, stock);
            case RevealRecipient look -> reveal(look, stock);
            case ReverseIssue reversal -> reverse(reversal, stock);
            case ReverseReceipt reversal -> reverse(reversal, stock);
          };
    };
  }

  private static ItemDefined defined(DefineItem item) {
    return new ItemDefined(
        item.item(), item.name(), item.unit(), item.department(), item.safetyLevel());
  }

  /** Raising the safety level above what there is is a descent like any other. */
  private static Decision<StockEvent> define(ItemDefined wanted, Stocked stock) {
    if (wanted.equals(stock.item())) {
      return accept();
    }
    int onHand = stock.onHand();
    boolean sinks =
        !stock.low() && onHand >= stock.item().safetyLevel() && onHand < wanted.safetyLevel();
    return sinks
        ? accept(
            wanted,
            new StockRanLow(wanted.item(), wanted.department(), onHand, wanted.safetyLevel()))
        : accept(wanted);
  }

  private static Decision<StockEvent> receive(ReceiveLot command, Stocked stock) {
    Lot present = stock.lots().get(command.lot());
    if (present != null && !present.expiresOn().equals(command.expiresOn())) {
      return refuse(StockRefusal.LOT_HAS_ANOTHER_EXPIRY, Map.of("expiresOn", present.expiresOn()));
    }
    if (stock.onHand() > MOST_ON_HAND - command.quantity()) {
      return refuse(StockRefusal.STORE_IS_FULL, Map.of("most", MOST_ON_HAND));
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
            command.purpose().text(),
            command.purpose().use(),
            command.purpose().recipient(),
            command.at()));
    events.addAll(fallen(stock, stock.onHand() - command.quantity()));
    return Decision.acceptAll(events);
  }

  /** What is said when this is left: low once per descent, and when it is used up. */
  private static List<StockEvent> fallen(Stocked stock, int onHand) {
    ItemDefined item = stock.item();
    List<StockEvent> events = new ArrayList<>();
    if (!stock.low() && onHand < item.safetyLevel()) {
      events.add(new StockRanLow(item.item(), item.department(), onHand, item.safetyLevel()));
    }
    if (onHand == 0) {
      events.add(new StockRanOut(item.item(), item.department()));
    }
    return events;
  }

  private static Decision<StockEvent> reverse(ReverseReceipt command, Stocked stock) {
    Portion received = stock.receipts().get(command.receiptId());
    if (received == null) {
      return refuse(StockRefusal.NO_SUCH_RECEIPT);
    }
    int left = stock.lots().get(received.lot()).quantity();
    if (left < received.quantity()) {
      return refuse(StockRefusal.LOT_ALREADY_ISSUED, Map.of("left", left));
    }
    List<StockEvent> events = new ArrayList<>();
    events.add(
        new ReceiptReversed(
            command.receiptId(),
            stock.item().item(),
            received.lot(),
            received.quantity(),
            command.reason(),
            command.at()));
    events.addAll(fallen(stock, stock.onHand() - received.quantity()));
    return Decision.acceptAll(events);
  }

  private static Decision<StockEvent> correct(CorrectIssue it, Stocked stock) {
    Issue issue = stock.issues().get(it.issueId());
    if (issue == null) {
      return refuse(StockRefusal.NO_SUCH_ISSUE);
    }
    return it.purpose().equals(issue.why()) ? accept() : accept(corrected(it, issue, stock));
  }

  private static StockEvent corrected(CorrectIssue it, Issue before, Stocked stock) {
    Recipient was = before.why().recipient();
    Recipient is = it.purpose().recipient();
    boolean same = was != null && is != null && is.isOwedLike(was);
    Recipient whose = is == null ? was : is;
    return new IssueCorrected(
        it.issueId(),
        stock.item().item(),
        whose == null ? null : whose.subjectId(),
        it.purpose().text(),
        it.purpose().use(),
        is,
        is == null || same ? before.people() : before.people() + 1,
        was == null || same ? null : before.people(),
        it.reason(),
        it.at());
  }

  private static Decision<StockEvent> reveal(RevealRecipient it, Stocked stock) {
    Issue issue = stock.issues().get(it.issueId());
    if (issue == null) {
      return refuse(StockRefusal.NO_SUCH_ISSUE);
    }
    Recipient recipient = issue.why().recipient();
    return recipient == null
        ? refuse(StockRefusal.ISSUED_TO_NOBODY_IN_PARTICULAR)
        : accept(new IssueRecipientRevealed(recipient.subjectId(), it.issueId(), it.purpose()));
  }

  /** What was never issued was for nobody, which is said first. */
  private static Decision<StockEvent> reverse(ReverseIssue command, Stocked stock) {
    Issue issue = stock.issues().get(command.issueId());
    if (issue == null) {
      return refuse(StockRefusal.NO_SUCH_ISSUE);
    }
    boolean forSomebody = issue.why().recipient() != null;
    List<StockEvent> events = new ArrayList<>();
    if (forSomebody) {
      events.add(
          corrected(
              new CorrectIssue(command.issueId(), Purpose.NONE, command.reason(), command.at()),
              issue,
              stock));
    }
    events.add(
        new IssueReversed(
            command.issueId(),
            stock.item().item(),
            issue.quantity(),
            issue.portions(),
            forSomebody ? "" : command.reason(),
            command.at()));
    return Decision.acceptAll(events);
  }

  @Override
  public Stock evolve(Stock state, StockEvent event) {
    return switch (event) {
      case ItemDefined item ->
          state instanceof Stocked stock
              ? settled(
                  new Stocked(item, stock.lots(), stock.low(), stock.issues(), stock.receipts()))
              : new Stocked(item, new TreeMap<>(), false, Map.of(), Map.of());
      case LotReceived received -> received((Stocked) state, received);
      case StockIssued issued -> {
        Stocked stock = (Stocked) state;
        Map<String, Issue> issues = new HashMap<>(stock.issues());
        issues.put(
            issued.issueId(),
            new Issue(issued.portions(), issued.why(), issued.recipient() == null ? 0 : 1));
        yield new Stocked(
            stock.item(),
            moved(stock.lots(), issued.portions(), -1),
            stock.low(),
            issues,
            stock.receipts());
      }
      case IssueCorrected corrected -> {
        Stocked stock = (Stocked) state;
        Map<String, Issue> issues = new HashMap<>(stock.issues());
        issues.computeIfPresent(
            corrected.issueId(),
            (_, issue) -> new Issue(issue.portions(), corrected.why(), corrected.person()));
        yield new Stocked(stock.item(), stock.lots(), stock.low(), issues, stock.receipts());
      }
      case IssueReversed reversed -> {
        Stocked stock = (Stocked) state;
        Map<String, Issue> issues = new HashMap<>(stock.issues());
        issues.remove(reversed.issueId());
        yield settled(
            new Stocked(
                stock.item(),
                moved(stock.lots(), reversed.portions(), 1),
                stock.low(),
                issues,
                stock.receipts()));
      }
      case ReceiptReversed reversed -> {
        Stocked stock = (Stocked) state;
        Map<String, Portion> receipts = new HashMap<>(stock.receipts());
        Portion gone = receipts.remove(reversed.receiptId());
        yield new Stocked(
            stock.item(),
            moved(stock.lots(), List.of(gone), -1),
            stock.low(),
            stock.issues(),
            receipts);
      }
      case StockRanLow _ -> {
        Stocked stock = (Stocked) state;
        yield stock.with(stock.lots(), true);
      }
      case StockRanOut _, IssueRecipientRevealed _ -> state;
    };
  }

  private static Stocked received(Stocked stock, LotReceived received) {
    SortedMap<String, Lot> lots = new TreeMap<>(stock.lots());
    lots.merge(
        received.lot(),
        new Lot(received.lot(), received.quantity(), received.expiresOn()),
        (old, more) -> old.plus(more.quantity()));
    Map<String, Portion> receipts = new HashMap<>(stock.receipts());
    receipts.put(received.receiptId(), new Portion(received.lot(), received.quantity()));
    return settled(new Stocked(stock.item(), lots, stock.low(), stock.issues(), receipts));
  }

  /** A descent ends when the stock is back at its safety level. */
  private static Stocked settled(Stocked stock) {
    return stock.low() && stock.onHand() >= stock.item().safetyLevel()
        ? stock.with(stock.lots(), false)
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
