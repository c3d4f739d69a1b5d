package org.vigil.reporting.wiring;

import io.agroal.api.AgroalDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.vigil.edge.PolicyDefault;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.CommandContext;
import org.vigil.eventsourcing.CommandHandler.Busy;
import org.vigil.eventsourcing.Metadata;
import org.vigil.eventsourcing.Outcome;
import org.vigil.eventsourcing.StreamId;
import org.vigil.eventsourcing.runtime.EventSourcing;
import org.vigil.eventsourcing.store.EventCatalog;
import org.vigil.eventsourcing.subject.PersonalData;
import org.vigil.eventsourcing.vault.MasterKeys;
import org.vigil.reporting.escalation.domain.EscalationCommand.LetTimePass;
import org.vigil.reporting.escalation.domain.EscalationDecider;
import org.vigil.reporting.escalation.domain.EscalationEvent.EscalationRaised;
import org.vigil.reporting.escalation.domain.Staffing;
import org.vigil.reporting.escalation.view.EscalationFeedView;
import org.vigil.reporting.escalation.view.Holders;
import org.vigil.reporting.expectation.domain.ExpectedReportDecider;
import org.vigil.reporting.intake.DepartmentDefined;
import org.vigil.reporting.intake.PersonRegistered;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup;
import org.vigil.reporting.leadinggroup.view.LeadingGroupView;
import org.vigil.reporting.parameter.domain.Rule;
import org.vigil.reporting.parameter.domain.Rules;
import org.vigil.reporting.staff.view.StaffView;
import org.vigil.testing.SettableClock;
import org.vigil.testing.infra.PooledPostgres;
import org.vigil.testing.infra.RealPostgres;

/**
 * The leading group's own duties on a real database, moved on by the test instead of by threads.
 */
final class GroupOnPostgres implements AutoCloseable {

  static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  static final String OFFICE = "BGS";
  static final Rules RULES =
      (name, _) ->
          Rule.byDefault(
              name,
              Parameters.ALL.stream()
                  .filter(one -> one.name().equals(name))
                  .map(PolicyDefault::value)
                  .findFirst()
                  .orElseThrow());

  /** These stories are about who must hear of something, not about who is away. */
  private static final Staffing EVERYBODY =
      new Staffing(
          Set.of("BGS", "AQBW", "JGZH", "ZHGL", "JGDW", "JGH", "YWS", "JYGL", "HYFW", "GWYC"),
          true,
          true);

  final SettableClock clock;
  final AgroalDataSource dataSource;
  final EventSourcing eventSourcing;
  private int received;

  GroupOnPostgres(Instant now) {
    clock = new SettableClock(now);
    dataSource = PooledPostgres.to(database());
    // At once, as each commit waits for the disk.
    Holders holders = new Holders(dataSource);
    EventSourcing.Builder builder =
        EventSourcing.builder("reporting", dataSource, clock)
            .category(
                EscalationDecider.category(
                    (_, dueAt) ->
                        new LetTimePass(
                            dueAt,
                            clock.instant(),
                            holders.staffing(dueAt),
                            Duration.ofMinutes(15),
                            Duration.ofMinutes(30))))
            .category(ExpectedReportDecider.CATEGORY)
            .category(LeadingGroup.CATEGORY)
            .reads("duty", DepartmentDefined.class, PersonRegistered.class)
            .followReceived(new StaffView())
            .follow(new EscalationFeedView())
            .follow(new LeadingGroupView())
            .personalData(
                new PersonalData(
                    MasterKeys.of("dGVzdCBtYXN0ZXIga2V5IHRlc3QgbWFzdGVyIGtleSE=", List.of()),
                    _ -> Duration.ofDays(180),
                    Set.of("duty")));
    GroupParts.contribute(
        builder,
        new GroupParts.Surroundings(
            dataSource, this::caughtUp, RULES, this::gaps, _ -> EVERYBODY, OFFICE, ZONE));
    eventSourcing = builder.build();
  }

  private void caughtUp(String projection, long position) {
    try {
      if (!eventSourcing.awaitReached(projection, position, Duration.ofSeconds(5))) {
        throw new Busy(projection + " is behind");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<String> gaps(Instant at) {
    return Parameters.ALL.stream().map(PolicyDefault::name).sorted().toList();
  }

  /** A database with all tables of the service. */
  static RealPostgres.Database database() {
    try (Stream<Path> files = Files.list(Path.of("src/main/resources/db/views"))) {
      return RealPostgres.shared()
          .createLog(files.map(file -> file.getFileName().toString()).sorted().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  <C, S, E> Outcome<E> handle(Category<C, S, E> category, String key, C command) {
    return eventSourcing
        .handler(category)
        .handle(key, command, CommandContext.of("test", UUID.randomUUID()));
  }

  /** Lets everything that follows from what has happened happen. */
  void settle() {
    try {
      eventSourcing.drain();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Lets time go by, and all that it brings happen. */
  void forward(Duration time) {
    clock.forward(time);
    settle();
  }

  /** As if duty-service's event had come over Kafka. */
  void receive(String stream, String type, Object event) {
    received++;
    String sql =
        """
        insert into received (position, source, source_position, stream, version, id, type,
          recorded_at, metadata, data)
        values (?, 'duty', ?, ?, ?, ?, ?, ?, ?, ?)
        """;
    byte[] metadata =
        EventCatalog.bytes(
            new Metadata("gate", UUID.randomUUID(), null, clock.instant(), clock.instant(), null));
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, received);
      statement.setLong(2, received);
      statement.setString(3, stream + "-" + received);
      statement.setInt(4, 1);
      statement.setObject(5, UUID.randomUUID());
      statement.setString(6, type);
      statement.setObject(7, clock.instant().atOffset(ZoneOffset.UTC));
      statement.setBytes(8, metadata);
      statement.setBytes(9, EventCatalog.bytes(event));
      statement.executeUpdate();
      execute("update received_head set position = " + received);
      // The log looks into the database only now and then when nobody tells it of an arrival.
      Awaitility.await().until(() -> !eventSourcing.received().after(received - 1L, 1).isEmpty());
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** duty-service has a department. */
  void department(String code, boolean active) {
    receive(
        "department/" + code,
        "department-defined.v1",
        new DepartmentDefined(
            new DepartmentDefined.Definition(code, code, List.of(), active, null)));
  }

  /** duty-service has a member of the staff. */
  void member(String subjectId, String department) {
    receive(
        "person/" + subjectId,
        "person-registered.v2",
        new PersonRegistered(new PersonRegistered.Particulars(subjectId, department, "张*", null)));
  }

  /** What the feed says was raised, oldest first: obligation, level, and the subject's id. */
  List<String> raised() {
    return rows(
        "select f.obligation || ' ' || f.level || ' ' || split_part(f.dedupe_key, '/', 2)"
            + " from feed_item f where f.change = 'RAISED' order by f.sequence");
  }

  /** Whom an escalation of a kind was copied to. */
  Set<String> copies(String kind) {
    return events(EscalationRaised.class).stream()
        .filter(raised -> raised.kind().name().equals(kind))
        .flatMap(raised -> raised.copies().stream())
        .map(Enum::name)
        .collect(Collectors.toSet());
  }

  /** The events of one stream, as their names. */
  List<String> story(String category, String key) {
    return rows(
        "select type from event where stream = '"
            + new StreamId(category, key)
            + "' order by version");
  }

  /** The events of a type, as they read. */
  <T> List<T> events(Class<T> type) {
    return eventSourcing.own().after(0, 10_000).stream()
        .map(recorded -> recorded.event())
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  /** Each row's columns, joined by a bar. */
  List<String> rows(String sql) {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> result = new ArrayList<>();
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          row.add(String.valueOf(rows.getString(i)));
        }
        result.add(String.join("|", row));
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
