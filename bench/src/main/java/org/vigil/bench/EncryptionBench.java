package org.vigil.bench;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.CommandContext;
import org.vigil.eventsourcing.Decider;
import org.vigil.eventsourcing.Decision;
import org.vigil.eventsourcing.EventType;
import org.vigil.eventsourcing.Outcome;
import org.vigil.eventsourcing.Personal;
import org.vigil.eventsourcing.runtime.EventSourcing;
import org.vigil.eventsourcing.subject.PersonalData;
import org.vigil.eventsourcing.vault.MasterKeys;

/** What encrypting the personal fields of a symptom report costs a command. */
final class EncryptionBench {

  private static final int WRITERS = 64;
  private static final AtomicLong NUMBERS = new AtomicLong();

  private EncryptionBench() {}

  /** Whose reports they are. */
  enum People {
    /** Of a bureau's staff: their keys are there. */
    KNOWN,
    /** Each of somebody who was never heard of: each needs a new key. */
    NEW
  }

  private record Who(
      @Personal(mask = Personal.Mask.NAME) String name,
      @Personal @Nullable String staffNo,
      @Personal(mask = Personal.Mask.PHONE) @Nullable String phone) {}

  private record Seen(
      @Personal List<String> symptoms,
      @Personal @Nullable Integer temperatureTenthsCelsius,
      Instant onsetAt,
      Instant knownAt,
      @Personal @Nullable String note) {}

  @EventType("symptom-reported")
  private record Reported(
      String subjectId, String department, Who person, Seen observation, Instant reportedAt) {}

  private static final class Rules implements Decider<Reported, Integer, Reported> {
    @Override
    public Integer initialState() {
      return 0;
    }

    @Override
    public Decision<Reported> decide(Reported command, Integer state) {
      return Decision.accept(command);
    }

    @Override
    public Integer evolve(Integer state, Reported event) {
      return state + 1;
    }
  }

  static Load.Result run(boolean encrypted, People people, int millis) throws Exception {
    DataSource database = Pool.of(Bench.durable().createLog().dataSource());
    Category<Reported, Integer, Reported> category =
        Category.of("symptom-report", new Rules(), Reported.class);
    EventSourcing.Builder builder =
        EventSourcing.builder("reporting", database, InstantSource.system()).category(category);
    if (encrypted) {
      String key = Base64.getEncoder().encodeToString(new byte[32]);
      builder.personalData(
          new PersonalData(MasterKeys.of(key, List.of()), _ -> Duration.ofDays(180), Set.of()));
    }
    try (EventSourcing vigil = builder.build()) {
      return Load.run(
          WRITERS,
          millis,
          () ->
              () -> {
                Outcome<Reported> outcome =
                    vigil
                        .handler(category)
                        .handle(
                            UUID.randomUUID().toString(),
                            report(people),
                            CommandContext.of("GWYC", UUID.randomUUID()));
                if (!(outcome instanceof Outcome.Done<Reported>)) {
                  throw new IllegalStateException("a lone command lost");
                }
              });
    }
  }

  private static Reported report(People people) {
    long number =
        people == People.NEW
            ? NUMBERS.incrementAndGet()
            : ThreadLocalRandom.current().nextLong(2_000);
    Instant now = Instant.now();
    return new Reported(
        String.format("%032x", number),
        "GWYC",
        new Who("张三丰", "A0017", "13800005678"),
        new Seen(List.of("FEVER", "COUGH"), 382, now, now, "已居家，家属陪同，等待核酸结果"),
        now);
  }
}
