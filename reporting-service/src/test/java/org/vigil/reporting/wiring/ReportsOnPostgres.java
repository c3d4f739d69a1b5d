package org.vigil.reporting.wiring;

import static java.util.Map.entry;
import static org.vigil.reporting.CitedRules.CUT_OFF;
import static org.vigil.reporting.CitedRules.MISSED_AFTER;
import static org.vigil.reporting.CitedRules.within;

import io.agroal.api.AgroalDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.CommandContext;
import org.vigil.eventsourcing.CommandHandler.Busy;
import org.vigil.eventsourcing.Metadata;
import org.vigil.eventsourcing.Outcome;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.runtime.EventSourcing;
import org.vigil.eventsourcing.store.EventCatalog;
import org.vigil.reporting.dailyreport.domain.Counts;
import org.vigil.reporting.dailyreport.domain.DailyReportCommand.SubmitDailyReport;
import org.vigil.reporting.dailyreport.domain.DailyReportDecider;
import org.vigil.reporting.dailyreport.domain.Schedules;
import org.vigil.reporting.dailyreport.domain.Signature;
import org.vigil.reporting.expectation.policy.WhenReportDeniesFeverSuspectFalseReport;
import org.vigil.reporting.health.domain.HealthRecord;
import org.vigil.reporting.intake.AttendeeFeverDetected;
import org.vigil.reporting.intake.AttendeeFeverWithdrawn;
import org.vigil.reporting.intake.DepartmentDefined;
import org.vigil.reporting.intake.DutyCheckInMissed;
import org.vigil.reporting.intake.FeverMeasured;
import org.vigil.reporting.intake.IssueCorrected;
import org.vigil.reporting.intake.LeaveCancelled;
import org.vigil.reporting.intake.LeaveRegistered;
import org.vigil.reporting.intake.MusterAbsenceExcused;
import org.vigil.reporting.intake.MusterAbsenceFound;
import org.vigil.reporting.intake.PersonRegistered;
import org.vigil.reporting.intake.ReachabilityDrillExcused;
import org.vigil.reporting.intake.SeparateMealsOrdered;
import org.vigil.reporting.intake.StockIssued;
import org.vigil.reporting.intake.TerminalDisinfectionOrdered;
import org.vigil.reporting.intake.VisitorAdmittedDespiteRefusal;
import org.vigil.reporting.intake.WhenSomebodyIsIllExpectReport;
import org.vigil.reporting.intake.WhenStockIssuedForSomebodyExpectReport;
import org.vigil.reporting.leadinggroup.domain.Leader;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup;
import org.vigil.reporting.parameter.domain.PolicyParameter;
import org.vigil.reporting.parameter.domain.PolicyParameter.Approve;
import org.vigil.reporting.parameter.domain.PolicyParameter.PolicyParameterDecided;
import org.vigil.reporting.parameter.domain.PolicyParameter.Propose;
import org.vigil.reporting.parameter.domain.PolicyParameter.Value;
import org.vigil.reporting.parameter.domain.Rule;
import org.vigil.reporting.person.domain.Channel;
import org.vigil.reporting.person.domain.Person;
import org.vigil.reporting.staff.view.StaffView;
import org.vigil.reporting.symptomreport.api.SymptomReportResource;
import org.vigil.reporting.symptomreport.domain.Observation;
import org.vigil.reporting.symptomreport.domain.Symptom;
import org.vigil.reporting.symptomreport.domain.SymptomReportCommand.ReportSymptoms;
import org.vigil.reporting.symptomreport.domain.SymptomReportDecider;
import org.vigil.testing.SettableClock;
import org.vigil.testing.infra.PooledPostgres;
import org.vigil.testing.infra.RealPostgres;

/** This half of the service on a real database, moved on by the test instead of by threads. */
final class ReportsOnPostgres implements AutoCloseable {

  static final Duration REPORT_WITHIN = Duration.ofMinutes(30);
  private static final Map<String, Object> RULES =
      Map.ofEntries(
          entry(ReportsParts.SYMPTOM_REPORT_WITHIN, REPORT_WITHIN),
          entry(ReportsParts.FEVER_REPORT_WITHIN, REPORT_WITHIN),
          entry(ReportsParts.RISK_TRAVEL_REPORT_WITHIN, REPORT_WITHIN),
          entry(KeptApartParts.MEALS_REPORT_WITHIN, REPORT_WITHIN),
          entry(KeptApartParts.DISINFECTION_REPORT_WITHIN, REPORT_WITHIN),
          entry(WhenSomebodyIsIllExpectReport.REPORT_WITHIN, REPORT_WITHIN),
          entry(WhenStockIssuedForSomebodyExpectReport.REPORT_WITHIN, REPORT_WITHIN),
          entry(WhenReportDeniesFeverSuspectFalseReport.WITHIN, Duration.ofHours(4)),
          entry(ReportsParts.OUTING_LOOK_BACK, Duration.ofDays(14)),
          entry(SymptomReportResource.ONE_ILLNESS, Duration.ofDays(7)),
          entry(ReportsParts.FEVER_THRESHOLD, 373),
          entry(ReportsParts.RISK_LEVELS, 2));
  private static final List<String> SCRIPTS =
      List.of(
          "V100__symptom_report.sql",
          "V110__outing.sql",
          "V120__risk_area.sql",
          "V130__expected_report.sql",
          "V160__staff.sql",
          "V200__daily_report.sql",
          "V210__exposure.sql",
          "V220__expected_report_evidence.sql",
          "V230__outing_overdue.sql",
          "V400__expected_report_occasion.sql",
          "V411__staff_leadership.sql",
          "V415__absence.sql",
          "V420__outing_stop.sql",
          "V421__staff_leave.sql",
          "V441__expected_report_person.sql",
          "V471__staff_position.sql",
          "V472__staff_term_event.sql",
          "V481__daily_report_by_phone.sql",
          "V500__staff_phone.sql",
          "V501__symptom_report_unknown.sql",
          "V515__outing_unknown.sql",
          "V517__symptom_report_matter.sql");

  static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final Schedules SCHEDULES =
      day -> DailyReportParts.schedule(day, ZONE, CUT_OFF, Duration.ofHours(1), MISSED_AFTER);

  /** 次密接 is no longer judged (二十条). */
  static final Instant SECONDARY_UNTIL = Instant.parse("2022-11-10T16:00:00Z");

  private static final Leader LEADER =
      new Leader("leader-1", new Leader.As(LeadingGroup.Role.LEADER, false));

  final SettableClock clock;
  final AgroalDataSource dataSource;
  final EventSourcing eventSourcing;
  private final List<PolicyParameterDecided> decided = new CopyOnWriteArrayList<>();
  private final Map<String, Integer> versions = new HashMap<>();
  private int received;

  ReportsOnPostgres(Instant now) {
    clock = new SettableClock(now);
    dataSource = PooledPostgres.to(RealPostgres.shared().createLog(SCRIPTS));
    EventSourcing.Builder builder = EventSourcing.builder("reporting", dataSource, clock);
    AtomicReference<EventSourcing> built = new AtomicReference<>();
    ReportsParts.contribute(
        builder,
        dataSource,
        (projection, position) -> await(built.get(), projection, position),
        this::inForce,
        (name, at) -> inForce(name, at).number(),
        () -> built.get().received(),
        stream -> DailyReportParts.reports(built.get(), stream),
        ZONE,
        clock);
    builder.reads(
        "duty",
        DepartmentDefined.class,
        PersonRegistered.class,
        VisitorAdmittedDespiteRefusal.class,
        DutyCheckInMissed.class,
        MusterAbsenceFound.class);
    builder.followReceived(new StaffView());
    DailyReportParts.contribute(
        builder,
        dataSource,
        SCHEDULES,
        DailyReportParts.reporting(SCHEDULES, ZONE),
        stream -> DailyReportParts.reports(built.get(), stream),
        ZONE,
        clock);
    ExposureParts.contribute(builder, ZONE);
    builder.category(HealthRecord.CATEGORY);
    builder.category(PolicyParameter.CATEGORY);
    eventSourcing = builder.build();
    built.set(eventSourcing);
  }

  private static void await(EventSourcing eventSourcing, String projection, long position) {
    try {
      if (!eventSourcing.awaitReached(projection, position, Duration.ofSeconds(5))) {
        throw new Busy(projection + " is behind");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  <C, S, E> Outcome<E> handle(Category<C, S, E> category, String key, C command) {
    return eventSourcing
        .handler(category)
        .handle(key, command, CommandContext.of("test", UUID.randomUUID()));
  }

  /** The office proposes a value and names its source, and the leader approves it in person. */
  void decide(String name, String value, Instant effectiveFrom, String source) {
    handle(
        PolicyParameter.CATEGORY,
        name,
        new Propose(name, new Value(value, effectiveFrom), source, "office"));
    int newest = eventSourcing.handler(PolicyParameter.CATEGORY).load(name).state().newest();
    Outcome<PolicyParameter.Event> approved =
        handle(PolicyParameter.CATEGORY, name, new Approve(name, newest, LEADER));
    if (approved instanceof Outcome.Done<PolicyParameter.Event> done) {
      done.events().stream()
          .map(Recorded::event)
          .filter(PolicyParameterDecided.class::isInstance)
          .map(PolicyParameterDecided.class::cast)
          .forEach(decided::add);
    }
  }

  /** What holds of a parameter at an instant: as it was decided, or by default. */
  Rule inForce(String name, Instant at) {
    return decided.stream()
        .filter(one -> one.name().equals(name) && !one.effectiveFrom().isAfter(at))
        .max(Comparator.comparing(PolicyParameterDecided::effectiveFrom))
        .map(one -> new Rule(name, one.value(), one.effectiveFrom(), one.approver(), one.source()))
        .orElseGet(() -> Rule.byDefault(name, RULES.get(name).toString()));
  }

  /** Lets everything that follows from what has happened happen. */
  void settle() {
    try {
      eventSourcing.drain();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As if duty-service's event had come over Kafka. */
  void receive(FeverMeasured fever) {
    receive("visit/" + fever.visitId(), "fever-measured.v1", fever);
  }

  /** As if duty-service's guard had let a visitor in who was to be refused. */
  void receive(VisitorAdmittedDespiteRefusal admitted) {
    receive("visit/" + admitted.visitId(), "visitor-admitted-despite-refusal.v1", admitted);
  }

  /** As if disinfection-service's event of a fever at a meeting had come over Kafka. */
  void receive(AttendeeFeverDetected fever) {
    receive("meeting-attendance/m1", "attendee-fever-detected.v1", fever, "disinfection");
  }

  /** As if disinfection-service had taken that fever back. */
  void receive(AttendeeFeverWithdrawn withdrawn) {
    receive("meeting-attendance/m1", "attendee-fever-withdrawn.v1", withdrawn, "disinfection");
  }

  /** The head signs a report of the day with nobody in it who is to be reported. */
  void nobodyIsReported(String department) {
    LocalDate day = LocalDate.ofInstant(clock.instant(), ZONE);
    handle(
        DailyReportDecider.CATEGORY,
        DailyReportDecider.key(department, day),
        new SubmitDailyReport(
            department,
            DailyReportParts.schedule(day, ZONE, CUT_OFF, Duration.ofHours(1), MISSED_AFTER),
            new Counts(21, 2, 0, 0, 0),
            new Signature("h1", "王五", Signature.As.HEAD),
            clock.instant(),
            null));
    settle();
  }

  /** As if supplies-service's issue had come over Kafka. */
  void receive(StockIssued issued) {
    receive("stock/" + issued.item(), "stock-issued.v2", issued, "supplies");
  }

  /** As if supplies-service knew better for whom it was. */
  void receive(IssueCorrected corrected) {
    receive("stock/" + corrected.item(), "issue-corrected.v1", corrected, "supplies");
  }

  /** As if duty-service had missed somebody at a muster. */
  void receive(MusterAbsenceFound absent) {
    receive("muster/" + absent.musterId(), "muster-absence-found.v1", absent);
  }

  /** As if duty-service knew why somebody does not come to a muster. */
  void receive(MusterAbsenceExcused excused) {
    receive("muster/" + excused.musterId(), "muster-absence-excused.v1", excused);
  }

  /** As if duty-service knew why somebody was not to be reached in a drill. */
  void receive(ReachabilityDrillExcused excused) {
    receive("drill/" + excused.drillId(), "reachability-drill-excused.v1", excused);
  }

  /** As if whoever is on duty had not checked in. */
  void receive(DutyCheckInMissed missed) {
    receive("shift/" + missed.shiftId(), "duty-check-in-missed.v1", missed);
  }

  /** As if duty-service had somebody's leave on record. */
  void receive(LeaveRegistered leave) {
    receive("person/" + leave.subjectId(), "leave-registered.v1", leave);
  }

  /** As if duty-service knew that the leave is not taken. */
  void receive(LeaveCancelled cancelled) {
    receive("person/" + cancelled.subjectId(), "leave-cancelled.v1", cancelled);
  }

  /** As if all these events of the other services had come over Kafka together. */
  void receiveTogether(List<Object> events) {
    for (Object event : events) {
      switch (event) {
        case FeverMeasured it -> insert("visit/" + it.visitId(), "fever-measured.v1", it, "duty");
        case MusterAbsenceExcused it ->
            insert("muster/" + it.musterId(), "muster-absence-excused.v1", it, "duty");
        case AttendeeFeverDetected it ->
            insert("meeting-attendance/m1", "attendee-fever-detected.v1", it, "disinfection");
        case SeparateMealsOrdered it ->
            insert(
                "separate-meals/" + it.orderId(), "separate-meals-ordered.v1", it, "disinfection");
        case TerminalDisinfectionOrdered it ->
            insert(
                "terminal-disinfection/" + it.orderId(),
                "terminal-disinfection-ordered.v1",
                it,
                "disinfection");
        default -> throw new IllegalArgumentException(event.getClass().getName());
      }
    }
    awaitReceived();
  }

  /** As if duty-service had defined an active department with this head. */
  void define(String department, @Nullable String head) {
    define(department, head, true);
  }

  /** As if duty-service had defined many departments, all with the same head. */
  void define(List<String> departments, String head) {
    departments.forEach(
        department ->
            insert(
                "department/" + department,
                "department-defined.v1",
                defined(department, head, true),
                "duty"));
    awaitReceived();
  }

  /** As if duty-service had found a department to be active no longer. */
  void close(String department) {
    define(department, null, false);
  }

  private void define(String department, @Nullable String head, boolean active) {
    receive("department/" + department, "department-defined.v1", defined(department, head, active));
  }

  private static DepartmentDefined defined(
      String department, @Nullable String head, boolean active) {
    return new DepartmentDefined(
        new DepartmentDefined.Definition(
            department,
            department,
            List.of(),
            active,
            head == null ? null : new DepartmentDefined.Head(head, "王*")));
  }

  /** As if duty-service had registered a member of the staff. */
  void register(String subjectId, String department) {
    register(subjectId, department, null);
  }

  /** The same of one who is known by the phone as well. */
  void register(String subjectId, String department, @Nullable String phoneId) {
    receive(
        "person/" + subjectId,
        "person-registered.v2",
        new PersonRegistered(
            new PersonRegistered.Particulars(subjectId, department, "张*", phoneId)));
  }

  /** A department reports somebody's fever, known as of now, and all follows that does. */
  void feverReported(String id, String subjectId, String department) {
    Instant now = clock.instant();
    handle(
        SymptomReportDecider.CATEGORY,
        id,
        new ReportSymptoms(
            subjectId,
            department,
            new Person("张三丰", "A17", "13800005678"),
            true,
            Channel.SYSTEM,
            new Observation(List.of(Symptom.FEVER), 382, now, now, null),
            now,
            null,
            within(REPORT_WITHIN),
            null));
    settle();
  }

  /** Id, occasion, department, name and status of each report that was owed. */
  List<String> owed() {
    return rows("select id, occasion, department, name, status from expected_report");
  }

  private void receive(String stream, String type, Object event) {
    receive(stream, type, event, "duty");
  }

  private void receive(String stream, String type, Object event, String source) {
    insert(stream, type, event, source);
    awaitReceived();
  }

  private void insert(String stream, String type, Object event, String source) {
    received++;
    String sql =
        """
        insert into received (position, source, source_position, stream, version, id, type,
          recorded_at, metadata, data)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """;
    byte[] metadata =
        EventCatalog.bytes(
            new Metadata("gate", UUID.randomUUID(), null, clock.instant(), clock.instant(), null));
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, received);
      statement.setString(2, source);
      statement.setLong(3, received);
      statement.setString(4, stream);
      statement.setInt(5, versions.merge(stream, 1, Integer::sum));
      statement.setObject(6, UUID.randomUUID());
      statement.setString(7, type);
      statement.setObject(8, clock.instant().atOffset(ZoneOffset.UTC));
      statement.setBytes(9, metadata);
      statement.setBytes(10, EventCatalog.bytes(event));
      statement.executeUpdate();
      execute("update received_head set position = " + received);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The log looks into the database only now and then when nobody tells it of an arrival. */
  private void awaitReceived() {
    Awaitility.await().until(() -> !eventSourcing.received().after(received - 1L, 1).isEmpty());
  }

  /** The events of one stream, as their names. */
  List<String> story(String stream) {
    return rows("select type from event where stream = '" + stream + "' order by version");
  }

  /** The events of one stream, as their names without the versions, which may grow. */
  List<String> facts(String stream) {
    return story(stream).stream().map(type -> type.substring(0, type.lastIndexOf('.'))).toList();
  }

  /** Each row's columns, joined by a bar. */
  List<String> rows(String sql) {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> result = new ArrayList<>();
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        List<@Nullable String> row = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          row.add(rows.getString(i));
        }
        result.add(String.join("|", row.stream().map(String::valueOf).toList()));
      }
      return result;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  void execute(String sql) {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    eventSourcing.close();
    dataSource.close();
  }
}
