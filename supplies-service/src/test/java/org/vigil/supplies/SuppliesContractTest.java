package org.vigil.supplies;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vigil.eventsourcing.store.EventCatalog;
import org.vigil.supplies.stock.domain.EnteredBy;
import org.vigil.supplies.stock.domain.Person;
import org.vigil.supplies.stock.domain.Recipient;
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
import org.vigil.supplies.stock.domain.Use;
import org.vigil.testing.Contracts;
import org.vigil.testing.ForgettingExamples;

/** The shape of what is stored and published, held to the examples in docs/contracts. */
class SuppliesContractTest {

  private static final Instant AT = Instant.parse("2022-11-03T02:00:00Z");
  private static final String ID = "0d5c1f9e-1111-4222-8333-444455556666";
  private static final String CODE = "ALCOHOL-75";
  private static final String SUBJECT = "5f0c6e0b9a1d4b7e8c2f3a4b5c6d7e8f";
  private static final List<Portion> PORTIONS = List.of(new Portion("A", 2), new Portion("B", 1));

  private static Recipient kitFor(String department) {
    return new Recipient(
        SUBJECT,
        department,
        EnteredBy.KEEPER,
        new Person("张三丰", "A0017", "13800005678"),
        Use.ISOLATION,
        "隔离用品");
  }

  @Test
  void every_event_is_stored_and_published_as_it_was_agreed() {
    Contracts.hold(
        EventCatalog.of("supplies", List.of(StockEvent.class)),
        List.of(
            new ItemDefined(CODE, "75%酒精", "瓶", "BGS", 40),
            new LotReceived(ID, CODE, "A", 60, LocalDate.of(2024, 11, 3), AT),
            new StockIssued(ID, CODE, 3, PORTIONS, "GWYC", null, null, kitFor("GWYC"), AT),
            new IssueCorrected(ID, CODE, SUBJECT, null, null, kitFor("RSC"), 2, 1, "填错科室", AT),
            new IssueRecipientRevealed(SUBJECT, ID, "流调"),
            new IssueReversed(ID, CODE, 3, PORTIONS, "领错", AT),
            new ReceiptReversed(ID, CODE, "A", 60, "重复登记", AT),
            new StockRanLow(CODE, "BGS", 39, 40),
            new StockRanOut(CODE, "BGS")));
  }

  @Test
  void what_is_said_of_peoples_data_is_stored_and_published_as_it_was_agreed() {
    ForgettingExamples.hold("supplies");
  }
}
