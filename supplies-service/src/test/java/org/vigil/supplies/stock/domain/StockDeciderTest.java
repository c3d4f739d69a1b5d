package org.vigil.supplies.stock.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigil.testing.DeciderSpecification.given;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.eventsourcing.Decision;
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

/** The store room (3.2-b). */
class StockDeciderTest {

  private static final LocalDate TODAY = LocalDate.of(2022, 11, 3);
  private static final Instant AT = Instant.parse("2022-11-03T02:00:00Z");
  private static final String CODE = "ALCOHOL-75";
  private static final int SAFETY_LEVEL = 10;
  private static final ItemDefined ALCOHOL = alcohol(SAFETY_LEVEL);
  private static final StockDecider DECIDER = new StockDecider();
  private static final Purpose ROUNDS = Purpose.of("消杀", Use.ROUNDS);

  private static ItemDefined alcohol(int safetyLevel) {
    return new ItemDefined(CODE, "75%酒精", "瓶", "BGS", safetyLevel);
  }

  private static DefineItem define(int safetyLevel) {
    return new DefineItem(CODE, "75%酒精", "瓶", "BGS", safetyLevel);
  }

  private static LotReceived received(String lot, int quantity, LocalDate expiresOn) {
    return new LotReceived("receipt-" + lot, CODE, lot, quantity, expiresOn, AT);
  }

  private static IssueStock issue(String id, int quantity) {
    return issue(id, quantity, ROUNDS);
  }

  private static IssueStock issue(String id, int quantity, Purpose purpose) {
    return new IssueStock(id, quantity, "ZHGL", purpose, TODAY, AT);
  }

  private static StockIssued issued(String id, int quantity, Portion... portions) {
    return issued(id, quantity, ROUNDS, portions);
  }

  private static StockIssued issued(String id, int quantity, Purpose purpose, Portion... portions) {
    return new StockIssued(
        id,
        CODE,
        quantity,
        List.of(portions),
        "ZHGL",
        purpose.text(),
        purpose.use(),
        purpose.recipient(),
        AT);
  }

  private static Purpose kitFor(String subjectId, String department) {
    return Purpose.of(
        new Recipient(
            subjectId,
            department,
            EnteredBy.KEEPER,
            new Person("张三", "GW-017", null),
            Use.ISOLATION,
            "隔离用品"));
  }

  private static IssueCorrected corrected(
      @Nullable String subjectId, Purpose now, int person, @Nullable Integer formerPerson) {
    return new IssueCorrected(
        "i",
        CODE,
        subjectId,
        now.text(),
        now.use(),
        now.recipient(),
        person,
        formerPerson,
        "填错",
        AT);
  }

  /** One piece is issued, and then for whom and why is put right. */
  private static StockEvent[] issuedAnd(Purpose first, StockEvent... later) {
    return Stream.concat(
            Stream.of(
                ALCOHOL,
                received("A", 30, TODAY.plusDays(9)),
                issued("i", 1, first, new Portion("A", 1))),
            Stream.of(later))
        .toArray(StockEvent[]::new);
  }

  private static CorrectIssue correct(Purpose purpose) {
    return new CorrectIssue("i", purpose, "填错", AT);
  }

  private static StockRanLow ranLow(int onHand) {
    return new StockRanLow(CODE, "BGS", onHand, SAFETY_LEVEL);
  }

  @Test
  void an_item_is_taken_into_the_catalogue() {
    given(DECIDER).when(define(SAFETY_LEVEL)).then(ALCOHOL);
  }

  @Test
  void the_same_definition_again_does_nothing() {
    given(DECIDER, ALCOHOL).when(define(SAFETY_LEVEL)).thenNothingHappened();
  }

  @Test
  void nothing_is_issued_of_an_item_that_is_not_in_the_catalogue() {
    given(DECIDER).when(issue("i", 1)).thenRefused(StockRefusal.NO_SUCH_ITEM);
  }

  @Test
  void a_lot_comes_in() {
    given(DECIDER, ALCOHOL)
        .when(new ReceiveLot("receipt-A", "A", 40, TODAY.plusDays(90), AT))
        .then(received("A", 40, TODAY.plusDays(90)));
  }

  @Test
  void a_lot_has_one_expiry() {
    given(DECIDER, ALCOHOL, received("A", 40, TODAY.plusDays(90)))
        .when(new ReceiveLot("r", "A", 5, TODAY.plusDays(91), AT))
        .thenRefused(StockRefusal.LOT_HAS_ANOTHER_EXPIRY);
  }

  @Test
  void no_sum_of_receipts_overflows() {
    given(DECIDER, ALCOHOL, received("A", StockDecider.MOST_ON_HAND, TODAY.plusDays(90)))
        .when(new ReceiveLot("r", "B", 1, TODAY.plusDays(90), AT))
        .thenRefused(StockRefusal.STORE_IS_FULL);
  }

  @Test
  void what_expires_first_goes_out_first() {
    given(
            DECIDER,
            ALCOHOL,
            received("LATER", 30, TODAY.plusDays(90)),
            received("SOONER", 5, TODAY.plusDays(9)))
        .when(issue("i", 12))
        .then(issued("i", 12, new Portion("SOONER", 5), new Portion("LATER", 7)));
  }

  @Test
  void a_lot_is_good_on_its_last_day() {
    given(DECIDER, ALCOHOL, received("A", 30, TODAY))
        .when(issue("i", 2))
        .then(issued("i", 2, new Portion("A", 2)));
  }

  @Test
  void an_expired_lot_is_never_issued() {
    given(DECIDER, ALCOHOL, received("A", 30, TODAY.minusDays(1)))
        .when(issue("i", 1))
        .thenRefused(StockRefusal.NOT_ENOUGH_ON_HAND);
  }

  @Test
  void more_than_there_is_cannot_be_issued() {
    given(DECIDER, ALCOHOL, received("A", 30, TODAY.plusDays(9)))
        .when(issue("i", 31))
        .thenRefused(StockRefusal.NOT_ENOUGH_ON_HAND);
  }

  @Test
  void at_the_safety_level_nothing_is_low() {
    given(DECIDER, ALCOHOL, received("A", 12, TODAY.plusDays(9)))
        .when(issue("i", 2))
        .then(issued("i", 2, new Portion("A", 2)));
  }

  @Test
  void falling_below_the_safety_level_is_said() {
    given(DECIDER, ALCOHOL, received("A", 12, TODAY.plusDays(9)))
        .when(issue("i", 3))
        .then(issued("i", 3, new Portion("A", 3)), ranLow(9));
  }

  @Test
  void falling_further_is_not_said_again() {
    given(
            DECIDER,
            ALCOHOL,
            received("A", 12, TODAY.plusDays(9)),
            issued("i", 3, new Portion("A", 3)),
            ranLow(9))
        .when(issue("j", 1))
        .then(issued("j", 1, new Portion("A", 1)));
  }

  @Test
  void a_replenishment_that_stays_below_the_level_does_not_end_the_descent() {
    given(
            DECIDER,
            ALCOHOL,
            received("A", 12, TODAY.plusDays(9)),
            issued("i", 10, new Portion("A", 10)),
            ranLow(2),
            received("B", 7, TODAY.plusDays(90)))
        .when(issue("j", 1))
        .then(issued("j", 1, new Portion("A", 1)));
  }

  @Test
  void after_a_replenishment_to_the_level_the_next_descent_is_said() {
    given(
            DECIDER,
            ALCOHOL,
            received("A", 12, TODAY.plusDays(9)),
            issued("i", 10, new Portion("A", 10)),
            ranLow(2),
            received("B", 8, TODAY.plusDays(90)))
        .when(issue("j", 1))
        .then(issued("j", 1, new Portion("A", 1)), ranLow(9));
  }

  @Test
  void the_last_piece_is_said_to_be_the_last() {
    given(DECIDER, ALCOHOL, received("A", 12, TODAY.plusDays(9)))
        .when(issue("i", 12))
        .then(issued("i", 12, new Portion("A", 12)), ranLow(0), new StockRanOut(CODE, "BGS"));
  }

  @Test
  void raising_the_safety_level_above_what_there_is_is_a_descent() {
    given(DECIDER, ALCOHOL, received("A", 12, TODAY.plusDays(9)))
        .when(define(20))
        .then(alcohol(20), new StockRanLow(CODE, "BGS", 12, 20));
  }

  @Test
  void a_reversed_issue_is_back_in_its_lots() {
    given(
            DECIDER,
            ALCOHOL,
            received("A", 30, TODAY.plusDays(9)),
            issued("i", 3, new Portion("A", 3)))
        .when(new ReverseIssue("i", "领错", AT))
        .then(new IssueReversed("i", CODE, 3, List.of(new Portion("A", 3)), "领错", AT));
  }

  @Test
  void an_issue_is_reversed_once() {
    given(
            DECIDER,
            ALCOHOL,
            received("A", 30, TODAY.plusDays(9)),
            issued("i", 3, new Portion("A", 3)),
            new IssueReversed("i", CODE, 3, List.of(new Portion("A", 3)), "领错", AT))
        .when(new ReverseIssue("i", "领错", AT))
        .thenRefused(StockRefusal.NO_SUCH_ISSUE);
  }

  @Test
  void a_reversed_receipt_is_a_descent_like_any_other() {
    given(DECIDER, ALCOHOL, received("A", 12, TODAY.plusDays(9)))
        .when(new ReverseReceipt("receipt-A", "重复登记", AT))
        .then(
            new ReceiptReversed("receipt-A", CODE, "A", 12, "重复登记", AT),
            ranLow(0),
            new StockRanOut(CODE, "BGS"));
  }

  @Test
  void a_receipt_whose_lot_is_partly_gone_cannot_be_reversed() {
    given(
            DECIDER,
            ALCOHOL,
            received("A", 12, TODAY.plusDays(9)),
            issued("i", 1, new Portion("A", 1)))
        .when(new ReverseReceipt("receipt-A", "重复登记", AT))
        .thenRefused(StockRefusal.LOT_ALREADY_ISSUED);
  }

  @Test
  void a_receipt_that_is_not_known_cannot_be_reversed() {
    given(DECIDER, ALCOHOL)
        .when(new ReverseReceipt("receipt-A", "重复登记", AT))
        .thenRefused(StockRefusal.NO_SUCH_RECEIPT);
  }

  @Test
  void what_is_issued_for_somebody_says_for_whom() {
    given(DECIDER, ALCOHOL, received("A", 30, TODAY.plusDays(9)))
        .when(issue("i", 1, kitFor("s1", "GWYC")))
        .then(issued("i", 1, kitFor("s1", "GWYC"), new Portion("A", 1)));
  }

  @Test
  void an_issue_that_was_for_somebody_else_is_the_second_persons_and_no_more_the_firsts() {
    given(DECIDER, issuedAnd(kitFor("s1", "GWYC")))
        .when(correct(kitFor("s2", "GWYC")))
        .then(corrected("s2", kitFor("s2", "GWYC"), 2, 1));
  }

  @Test
  void a_person_of_another_department_is_owed_a_report_of_by_the_other() {
    given(DECIDER, issuedAnd(kitFor("s1", "GWYC")))
        .when(correct(kitFor("s1", "RSC")))
        .then(corrected("s1", kitFor("s1", "RSC"), 2, 1));
  }

  @Test
  void words_that_are_put_right_leave_the_same_report_owed() {
    Recipient first = kitFor("s1", "GWYC").recipient();
    Purpose reworded =
        Purpose.of(
            new Recipient("s1", "GWYC", EnteredBy.OFFICE, first.person(), Use.SYMPTOMS, "抗原检测"));
    given(DECIDER, issuedAnd(kitFor("s1", "GWYC")))
        .when(correct(reworded))
        .then(corrected("s1", reworded, 1, null));
  }

  @Test
  void an_issue_that_was_for_nobody_takes_the_person_back() {
    given(DECIDER, issuedAnd(kitFor("s1", "GWYC")))
        .when(correct(ROUNDS))
        .then(corrected("s1", ROUNDS, 1, 1));
  }

  @Test
  void an_issue_that_was_for_somebody_after_all_names_one_more() {
    given(DECIDER, issuedAnd(kitFor("s1", "GWYC"), corrected("s1", ROUNDS, 1, 1)))
        .when(correct(kitFor("s1", "GWYC")))
        .then(corrected("s1", kitFor("s1", "GWYC"), 2, null));
  }

  @Test
  void another_use_of_nobody_in_particular_names_nobody() {
    Purpose duty = Purpose.of("值班", Use.DUTY);
    given(DECIDER, issuedAnd(ROUNDS)).when(correct(duty)).then(corrected(null, duty, 0, null));
  }

  @Test
  void a_correction_that_says_the_same_does_nothing() {
    given(DECIDER, issuedAnd(kitFor("s1", "GWYC")))
        .when(correct(kitFor("s1", "GWYC")))
        .thenNothingHappened();
  }

  @Test
  void only_an_issue_that_is_known_can_be_corrected_or_looked_at() {
    given(DECIDER, ALCOHOL).when(correct(ROUNDS)).thenRefused(StockRefusal.NO_SUCH_ISSUE);
    given(DECIDER, ALCOHOL)
        .when(new RevealRecipient("i", "流调"))
        .thenRefused(StockRefusal.NO_SUCH_ISSUE);
  }

  @Test
  void a_look_at_the_recipient_is_recorded() {
    given(DECIDER, issuedAnd(kitFor("s1", "GWYC")))
        .when(new RevealRecipient("i", "流调"))
        .then(new IssueRecipientRevealed("s1", "i", "流调"));
    given(DECIDER, issuedAnd(ROUNDS))
        .when(new RevealRecipient("i", "流调"))
        .thenRefused(StockRefusal.ISSUED_TO_NOBODY_IN_PARTICULAR);
  }

  @Test
  void a_reversed_issue_was_for_nobody_and_its_reason_is_the_persons() {
    given(DECIDER, issuedAnd(kitFor("s1", "GWYC")))
        .when(new ReverseIssue("i", "填错", AT))
        .then(
            corrected("s1", new Purpose(null, null, null), 1, 1),
            new IssueReversed("i", CODE, 1, List.of(new Portion("A", 1)), "", AT));
  }

  /** Any history of receipts, issues and reversals, on days that go by. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
  void the_ledger_adds_up_is_never_negative_and_issues_the_soonest_to_expire(long seed) {
    Random random = new Random(seed);
    Stock.Stocked stock = (Stock.Stocked) DECIDER.evolve(DECIDER.initialState(), ALCOHOL);
    int sum = 0;
    boolean low = false;
    for (int i = 0; i < 500; i++) {
      LocalDate today = TODAY.plusDays(i / 20);
      Stock.Stocked before = stock;
      List<StockEvent> events = accepted(command(random, i, today), before);
      for (StockEvent event : events) {
        stock = (Stock.Stocked) DECIDER.evolve(stock, event);
        sum += movement(event);
        if (event instanceof StockIssued issue) {
          assertSoonestFirst(issue, before, today);
        }
        if (event instanceof StockRanLow) {
          assertThat(low).as("once per descent").isFalse();
          low = true;
        }
      }
      low = low && sum < SAFETY_LEVEL;
      assertThat(stock.onHand()).isEqualTo(sum).isNotNegative();
      assertThat(stock.lots().values()).allMatch(lot -> lot.quantity() >= 0);
    }
  }

  private static StockCommand command(Random random, int i, LocalDate today) {
    return switch (random.nextInt(8)) {
      case 0, 1 -> {
        int lot = random.nextInt(30);
        yield new ReceiveLot("r" + i, "L" + lot, 1 + random.nextInt(20), TODAY.plusDays(lot), AT);
      }
      case 2 -> new ReverseIssue("i" + random.nextInt(i + 1), "领错", AT);
      case 3 -> new ReverseReceipt("r" + random.nextInt(i + 1), "重复登记", AT);
      default -> new IssueStock("i" + i, 1 + random.nextInt(9), "ZHGL", ROUNDS, today, AT);
    };
  }

  private static List<StockEvent> accepted(StockCommand command, Stock stock) {
    return switch (DECIDER.decide(command, stock)) {
      case Decision.Accepted<StockEvent>(var events) -> events;
      case Decision.Refused<StockEvent> _ -> List.of();
    };
  }

  private static int movement(StockEvent event) {
    return switch (event) {
      case LotReceived received -> received.quantity();
      case StockIssued issued -> -issued.quantity();
      case IssueReversed reversed -> reversed.quantity();
      case ReceiptReversed reversed -> -reversed.quantity();
      case ItemDefined _,
          IssueCorrected _,
          IssueRecipientRevealed _,
          StockRanLow _,
          StockRanOut _ ->
          0;
    };
  }

  private static void assertSoonestFirst(StockIssued issue, Stock.Stocked before, LocalDate today) {
    List<LocalDate> taken = new ArrayList<>();
    for (Portion portion : issue.portions()) {
      Stock.Lot lot = before.lots().get(portion.lot());
      assertThat(lot.expiresOn()).isAfterOrEqualTo(today);
      assertThat(portion.quantity()).isPositive().isLessThanOrEqualTo(lot.quantity());
      taken.add(lot.expiresOn());
    }
    assertThat(taken).isSorted();
    assertThat(issue.portions().stream().mapToInt(Portion::quantity).sum())
        .isEqualTo(issue.quantity());
    LocalDate last = taken.getLast();
    assertThat(before.lots().values())
        .filteredOn(lot -> lot.goodOn(today) && lot.expiresOn().isBefore(last))
        .allMatch(
            lot ->
                issue.portions().contains(new Portion(lot.number(), lot.quantity()))
                    || lot.quantity() == 0);
  }
}
