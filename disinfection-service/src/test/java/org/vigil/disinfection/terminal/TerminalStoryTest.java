package org.vigil.disinfection.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigil.disinfection.OrdersOnPostgres;
import org.vigil.disinfection.order.domain.OrderedBy;
import org.vigil.disinfection.terminal.domain.TerminalCommand;
import org.vigil.disinfection.terminal.domain.TerminalCommand.OrderDisinfection;
import org.vigil.disinfection.terminal.domain.TerminalCommand.RecordCompletion;
import org.vigil.disinfection.terminal.domain.TerminalCommand.Work;
import org.vigil.disinfection.terminal.domain.TerminalDecider;
import org.vigil.disinfection.terminal.domain.TerminalOrder;
import org.vigil.disinfection.terminal.view.TerminalView;

/** A terminal disinfection on a real database, time forwarded (3.6-d). */
class TerminalStoryTest {

  private static final Instant NOW = Instant.parse("2022-11-06T00:00:00Z");
  private static final Instant DUE = Instant.parse("2022-11-06T04:00:00Z");

  private OrdersOnPostgres<TerminalCommand> orders;

  @BeforeEach
  void order() {
    orders =
        new OrdersOnPostgres<>(
            NOW, "V111__terminal_disinfections.sql", TerminalDecider.CATEGORY, new TerminalView());
    orders.send(
        "t1",
        new OrderDisinfection(
            "t1",
            "s1",
            "GWYC",
            "ZHGL",
            OrderedBy.DEPARTMENT,
            new TerminalOrder(null, "三楼 305", null, null),
            DUE));
  }

  @AfterEach
  void stop() {
    orders.close();
  }

  private List<String> rows() {
    return orders.texts(
        "select concat_ws(' ', status, overdue, done_at is not null) from terminal_disinfection");
  }

  private void done(Instant at) {
    orders.send("t1", new RecordCompletion(new Work(at, "ZH-008", "含氯消毒剂", null, null)));
  }

  @Test
  void obligation_3_6_d_a_terminal_disinfection_that_nobody_does_is_overdue_once_at_its_time() {
    orders.forwardTo(DUE.minusMillis(1));
    List<String> before = rows();
    orders.forwardTo(DUE);
    orders.forwardTo(DUE.plusSeconds(60));

    assertThat(before).containsExactly("OPEN f f");
    assertThat(rows()).containsExactly("OPEN t f");
    assertThat(orders.story())
        .containsExactly("terminal-disinfection-ordered.v1", "terminal-disinfection-overdue.v1");
  }

  @Test
  void obligation_3_6_d_one_that_is_done_in_time_is_never_overdue() {
    done(NOW.plusSeconds(60));

    orders.forwardTo(DUE);

    assertThat(rows()).containsExactly("DONE f t");
  }

  @Test
  void every_event_twice_changes_nothing() {
    orders.forwardTo(DUE);
    done(DUE.plusSeconds(60));
    orders.forwardTo(DUE.plusSeconds(60));
    List<String> live = rows();

    orders.tellTheViewAgain();

    assertThat(rows()).isEqualTo(live).containsExactly("DONE t t");
  }
}
