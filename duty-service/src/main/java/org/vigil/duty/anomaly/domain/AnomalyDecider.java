package org.vigil.duty.anomaly.domain;

import static org.vigil.eventsourcing.Decision.accept;
import static org.vigil.eventsourcing.Decision.refuse;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.vigil.duty.anomaly.domain.Anomaly.Logged;
import org.vigil.duty.anomaly.domain.Anomaly.NotLogged;
import org.vigil.duty.anomaly.domain.Anomaly.Version;
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
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.DeadlineRule.Change;
import org.vigil.eventsourcing.DeadlineRule.Change.Cancel;
import org.vigil.eventsourcing.DeadlineRule.Change.Schedule;
import org.vigil.eventsourcing.Decider;
import org.vigil.eventsourcing.Decision;

/** The rules of anomalies on duty (3.1-d). */
public final class AnomalyDecider implements Decider<AnomalyCommand, Anomaly, AnomalyEvent> {

  static final String HANDLE = "handle";
  static final String REPORT = "report";

  public static final Category<AnomalyCommand, Anomaly, AnomalyEvent> CATEGORY =
      new Category<>(
          "anomaly",
          new AnomalyDecider(),
          AnomalyEvent.class,
          AnomalyDecider::deadlines,
          (_, dueAt) -> new LetTimePass(dueAt));

  private static List<Change> deadlines(AnomalyEvent event) {
    return switch (event) {
      case AnomalyLogged logged ->
          List.of(
              new Schedule(HANDLE, logged.handleDueAt()),
              new Schedule(REPORT, logged.reportDueAt()));
      case AnomalyHandled _ -> List.of(new Cancel(HANDLE));
      case AnomalyReportedUp _ -> List.of(new Cancel(REPORT));
      case AnomalyCorrected _, AnomalyHandlingOverdue _, AnomalyReportOverdue _ -> List.of();
    };
  }

  @Override
  public Anomaly initialState() {
    return new NotLogged();
  }

  @Override
  public Decision<AnomalyEvent> decide(AnomalyCommand command, Anomaly state) {
    return switch (state) {
      case NotLogged _ ->
          switch (command) {
            case LogAnomaly log -> accept(logged(log));
            case Handle _, ReportUp _, Correct _ -> refuse(AnomalyRefusal.NO_SUCH_ANOMALY);
            case LetTimePass _ -> accept();
          };
      case Logged anomaly ->
          switch (command) {
            case LogAnomaly _ -> refuse(AnomalyRefusal.ANOMALY_ALREADY_LOGGED);
            case Handle _ when anomaly.handledAt() != null ->
                refuse(AnomalyRefusal.ANOMALY_ALREADY_HANDLED);
            case Handle(var measures, var now) ->
                accept(
                    new AnomalyHandled(
                        anomaly.anomalyId(),
                        anomaly.department(),
                        anomaly.subjectId(),
                        measures,
                        now,
                        now.isAfter(anomaly.handleDueAt())));
            case ReportUp _ when anomaly.reportedAt() != null ->
                refuse(AnomalyRefusal.ANOMALY_ALREADY_REPORTED);
            case ReportUp(var now) ->
                accept(
                    new AnomalyReportedUp(
                        anomaly.anomalyId(),
                        anomaly.department(),
                        anomaly.kind(),
                        now,
                        now.isAfter(anomaly.reportDueAt())));
            case Correct(var description, var reason) ->
                accept(
                    new AnomalyCorrected(
                        anomaly.anomalyId(),
                        anomaly.department(),
                        anomaly.subjectId(),
                        description,
                        reason));
            case LetTimePass(var dueAt) -> Decision.acceptAll(overdue(anomaly, dueAt));
          };
    };
  }

  private static AnomalyLogged logged(LogAnomaly log) {
    return new AnomalyLogged(
        log.anomalyId(),
        log.department(),
        log.kind(),
        log.place(),
        log.subjectId(),
        log.description(),
        log.seenAt(),
        log.handleDueAt(),
        log.reportDueAt(),
        log.lateEntered());
  }

  private static List<AnomalyEvent> overdue(Logged anomaly, Instant dueAt) {
    List<AnomalyEvent> events = new ArrayList<>();
    String id = anomaly.anomalyId();
    if (anomaly.handledAt() == null
        && !anomaly.handlingOverdue()
        && !dueAt.isBefore(anomaly.handleDueAt())) {
      events.add(new AnomalyHandlingOverdue(id, anomaly.department(), anomaly.handleDueAt()));
    }
    if (anomaly.reportedAt() == null
        && !anomaly.reportOverdue()
        && !dueAt.isBefore(anomaly.reportDueAt())) {
      events.add(new AnomalyReportOverdue(id, anomaly.department(), anomaly.reportDueAt()));
    }
    return events;
  }

  @Override
  public Anomaly evolve(Anomaly state, AnomalyEvent event) {
    return switch (event) {
      case AnomalyLogged log ->
          new Logged(
              log.anomalyId(),
              log.department(),
              log.kind(),
              log.place(),
              log.subjectId(),
              List.of(new Version(log.description(), null)),
              log.seenAt(),
              log.handleDueAt(),
              log.reportDueAt(),
              null,
              null,
              null,
              false,
              false);
      case AnomalyHandled handled -> logged(state).handled(handled.measures(), handled.at());
      case AnomalyReportedUp reported -> logged(state).reported(reported.at());
      case AnomalyCorrected(_, _, _, var description, var reason) ->
          logged(state).corrected(new Version(description, reason));
      case AnomalyHandlingOverdue _ -> {
        Logged anomaly = logged(state);
        yield anomaly.overdue(true, anomaly.reportOverdue());
      }
      case AnomalyReportOverdue _ -> {
        Logged anomaly = logged(state);
        yield anomaly.overdue(anomaly.handlingOverdue(), true);
      }
    };
  }

  private static Logged logged(Anomaly state) {
    return switch (state) {
      case NotLogged _ -> throw new IllegalStateException("nothing was logged");
      case Logged anomaly -> anomaly;
    };
  }
}
