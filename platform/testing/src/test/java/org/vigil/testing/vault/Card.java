package org.vigil.testing.vault;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.Decider;
import org.vigil.eventsourcing.Decision;
import org.vigil.eventsourcing.EventType;
import org.vigil.eventsourcing.Personal;
import org.vigil.eventsourcing.Personal.Mask;
import org.vigil.eventsourcing.PersonalColumns;
import org.vigil.eventsourcing.Projection;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.Reveal;
import org.vigil.eventsourcing.projection.SqlBatch;

/** A card on which somebody's health is written down, with a personal field of each kind. */
final class Card implements Decider<Card.Fact, Integer, Card.Fact> {

  /** What is asked is what happens. */
  static final Category<Fact, Integer, Fact> CATEGORY = Category.of("card", new Card(), Fact.class);

  static final String TABLE =
      "create table card (stream text, version int, subject_id text, name text, phone text, signs"
          + " text[], temperature int, primary key (stream, version))";

  sealed interface Fact {}

  record Guest(
      @Personal(mask = Mask.NAME) String name,
      @Personal(mask = Mask.PHONE) @Nullable String phone) {}

  @EventType("card-written")
  record Written(
      String subjectId,
      Guest guest,
      @Personal List<String> signs,
      @Personal @Nullable Integer temperature,
      String place)
      implements Fact {}

  @EventType("card-noted")
  record Noted(@Nullable String subjectId, @Personal String note) implements Fact {}

  @EventType("card-revealed")
  record Revealed(String subjectId, @Personal String purpose) implements Fact, Reveal {}

  static Written of(String subject) {
    return new Written(subject, new Guest("张三丰", "13800005678"), List.of("发热"), 382, "GWYC");
  }

  /** The same once the person is forgotten. */
  static Written erased(String subject) {
    return new Written(
        subject, new Guest(Personal.ERASED, Personal.ERASED), List.of(), null, "GWYC");
  }

  @Override
  public Integer initialState() {
    return 0;
  }

  @Override
  public Decision<Fact> decide(Fact fact, Integer written) {
    return Decision.accept(fact);
  }

  @Override
  public Integer evolve(Integer written, Fact fact) {
    return written + 1;
  }

  /** The cards as they were written. */
  static final class View implements Projection {

    static final String NAME = "cards-1";

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public Set<String> tables() {
      return Set.of("card");
    }

    @Override
    public Set<Class<?>> reads() {
      return Set.of(Written.class);
    }

    @Override
    public List<PersonalColumns> personalColumns() {
      return List.of(
          new PersonalColumns(
              "card",
              "subject_id",
              Map.of(
                  "name",
                  PersonalColumns.TEXT,
                  "phone",
                  PersonalColumns.textIfAny("phone"),
                  "signs",
                  "'{}'",
                  "temperature",
                  "null")));
    }

    @Override
    public void apply(List<Recorded<Object>> events, Connection tx) throws SQLException {
      try (SqlBatch rows = new SqlBatch(tx)) {
        for (Recorded<Object> event : events) {
          Written w = (Written) event.event();
          rows.add(
              "insert into card values (?, ?, ?, ?, ?, ?, ?::int)",
              event.stream().toString(),
              event.version(),
              w.subjectId(),
              w.guest().name(),
              w.guest().phone(),
              w.signs(),
              w.temperature());
        }
      }
    }
  }
}
