package org.vigil.duty.anomaly.domain;

import static org.vigil.testing.DeciderSpecification.given;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.vigil.duty.anomaly.domain.AnomalyCommand.Correct;
import org.vigil.duty.anomaly.domain.AnomalyCommand.Handle;
import org.vigil.duty.anomaly.domain.AnomalyCommand.LetTimePass;
import org.vigil.duty.anomaly.domain.AnomalyCommand.LogAnomaly;
import org.vigil.duty.anomaly.domain.AnomalyCommand.ReportUp;
import org.vigil.duty.anomaly.domain.AnomalyEvent.AnomalyCorrected;
import org.vigil.duty.anomaly.domain.AnomalyEvent.AnomalyHandled;
import org.vigil.duty.anomaly.domain.AnomalyEvent.AnomalyHandlingOverdue;
import org.vigil.duty.anomaly.domain.AnomalyEvent.AnomalyLogged;
import org.vigil.duty.anomaly.domain.AnomalyEvent.AnomalyReportOverdue;
import org.vigil.duty.anomaly.domain.AnomalyEvent.AnomalyReportedUp;

class AnomalyDeciderTest {

  private static final AnomalyDecider DECIDER = new AnomalyDecider();
  private static final Instant AT = Instant.parse("2022-11-03T06:00:00Z");
  private static final Instant REPORT_DUE = AT.plusSeconds(1800);
  private static final Instant HANDLE_DUE = AT.plusSeconds(7200);
  private static final AnomalyLogged LOGGED =
      new AnomalyLogged(
          "a1",
          "AQBW",
          AnomalyKind.FACILITY,
          "车库",
          null,
          "水管漏水",
          AT,
          HANDLE_DUE,
          REPORT_DUE,
          false);
  private static final AnomalyHandled HANDLED =
      new AnomalyHandled("a1", "AQBW", null, "关阀", HANDLE_DUE, false);
  private static final AnomalyReportedUp REPORTED =
      new AnomalyReportedUp("a1", "AQBW", AnomalyKind.FACILITY, REPORT_DUE, false);

  @Test
  void an_anomaly_is_logged_once() {
    LogAnomaly log =
        new LogAnomaly(
            "a1",
            "AQBW",
            AnomalyKind.FACILITY,
            "车库",
            null,
            "水管漏水",
            AT,
            HANDLE_DUE,
            REPORT_DUE,
            false);
    given(DECIDER).when(log).then(LOGGED);
    given(DECIDER, LOGGED).when(log).thenRefused(AnomalyRefusal.ANOMALY_ALREADY_LOGGED);
  }

  @Test
  void at_the_due_time_one_is_on_time_and_a_moment_later_late() {
    given(DECIDER, LOGGED).when(new ReportUp(REPORT_DUE)).then(REPORTED);
    given(DECIDER, LOGGED)
        .when(new Handle("关阀", HANDLE_DUE.plusMillis(1)))
        .then(new AnomalyHandled("a1", "AQBW", null, "关阀", HANDLE_DUE.plusMillis(1), true));
  }

  @Test
  void what_is_neither_reported_nor_handled_in_time_is_said_once_each() {
    AnomalyReportOverdue report = new AnomalyReportOverdue("a1", "AQBW", REPORT_DUE);
    AnomalyHandlingOverdue handling = new AnomalyHandlingOverdue("a1", "AQBW", HANDLE_DUE);
    given(DECIDER, LOGGED).when(new LetTimePass(REPORT_DUE)).then(report);
    given(DECIDER, LOGGED, report).when(new LetTimePass(HANDLE_DUE)).then(handling);
    given(DECIDER, LOGGED, report, handling)
        .when(new LetTimePass(HANDLE_DUE))
        .thenNothingHappened();
  }

  @Test
  void what_was_done_in_time_is_never_overdue() {
    given(DECIDER, LOGGED, REPORTED, HANDLED)
        .when(new LetTimePass(HANDLE_DUE))
        .thenNothingHappened();
  }

  @Test
  void a_correction_is_added_and_overwrites_nothing() {
    given(DECIDER, LOGGED)
        .when(new Correct("喷淋管漏水", "写错设备"))
        .then(new AnomalyCorrected("a1", "AQBW", null, "喷淋管漏水", "写错设备"));
  }

  @Test
  void nothing_is_done_twice_or_with_what_is_not_there() {
    given(DECIDER, LOGGED, HANDLED)
        .when(new Handle("又关阀", HANDLE_DUE))
        .thenRefused(AnomalyRefusal.ANOMALY_ALREADY_HANDLED);
    given(DECIDER, LOGGED, REPORTED)
        .when(new ReportUp(REPORT_DUE))
        .thenRefused(AnomalyRefusal.ANOMALY_ALREADY_REPORTED);
    given(DECIDER).when(new ReportUp(AT)).thenRefused(AnomalyRefusal.NO_SUCH_ANOMALY);
  }
}
