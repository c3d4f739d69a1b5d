package org.vigil.eventsourcing.runtime;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.CommandContext;
import org.vigil.eventsourcing.CommandHandler.Busy;
import org.vigil.eventsourcing.subject.PersonalData;
import org.vigil.eventsourcing.subject.Retention;
import org.vigil.eventsourcing.subject.Retention.Command.BeginRetention;
import org.vigil.eventsourcing.subject.Retention.Command.RunRetention;
import org.vigil.eventsourcing.subject.RevealView;
import org.vigil.eventsourcing.subject.SubjectDataCommand;
import org.vigil.eventsourcing.subject.SubjectDataCommand.CompleteErasure;
import org.vigil.eventsourcing.subject.SubjectDataDecider;
import org.vigil.eventsourcing.subject.SubjectDataEvent;
import org.vigil.eventsourcing.subject.SubjectDataEvent.SubjectErased;
import org.vigil.eventsourcing.subject.SubjectDataEvent.SubjectHeld;
import org.vigil.eventsourcing.subject.SubjectDataEvent.SubjectHoldReleased;
import org.vigil.eventsourcing.subject.VaultView;
import org.vigil.eventsourcing.subject.WhenRetentionRunsErase;
import org.vigil.eventsourcing.subject.WhenSubjectDecidedElsewhereFollow;
import org.vigil.eventsourcing.vault.Vault;

/** What every service has so that people can be forgotten. */
final class Forgetting implements AutoCloseable {

  /** One transaction of the rotation; it holds row locks that only an erasure waits for. */
  private static final int REWRAPPED_AT_ONCE = 500;

  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final Logger LOG = LoggerFactory.getLogger(Forgetting.class);

  private final Vault vault;
  private final Category<SubjectDataCommand, ?, SubjectDataEvent> subjects;
  private final Category<Retention.Command, Retention, Retention.Event> retention;
  private final InstantSource clock;
  private volatile @Nullable Thread thread;

  private Forgetting(
      Vault vault,
      Category<SubjectDataCommand, ?, SubjectDataEvent> subjects,
      Category<Retention.Command, Retention, Retention.Event> retention,
      InstantSource clock) {
    this.vault = vault;
    this.subjects = subjects;
    this.retention = retention;
    this.clock = clock;
  }

  static Forgetting contribute(
      EventSourcing.Builder builder, PersonalData how, DataSource dataSource, InstantSource clock) {
    Vault vault = Vault.open(dataSource, how.masterKeys(), clock);
    var subjects =
        SubjectDataDecider.category(Vault.SETTLED, (erasure, _) -> complete(vault, erasure));
    var retention = Retention.category((_, _) -> run(vault, how, clock.instant()));
    builder
        .category(subjects)
        .category(retention)
        .follow(new VaultView(vault))
        .follow(new RevealView())
        .react(new WhenRetentionRunsErase(clock));
    for (String service : how.services()) {
      builder.reads(service, SubjectErased.class, SubjectHeld.class, SubjectHoldReleased.class);
    }
    if (!how.services().isEmpty()) {
      builder.reactReceived(new WhenSubjectDecidedElsewhereFollow(clock));
    }
    return new Forgetting(vault, subjects, retention, clock);
  }

  private static RunRetention run(Vault vault, PersonalData how, Instant now) {
    Instant cutoff = now.minus(how.retention().apply(now));
    return new RunRetention(now, cutoff, vault.unusedSince(cutoff, Retention.MAX_PER_RUN));
  }

  /** Busy leaves the deadline where it is, to be tried again. */
  private static CompleteErasure complete(Vault vault, String erasureId) {
    if (!vault.settled(erasureId)) {
      throw new Busy("the erasure is not carried out yet");
    }
    return new CompleteErasure(erasureId);
  }

  Vault vault() {
    return vault;
  }

  Category<SubjectDataCommand, ?, SubjectDataEvent> subjects() {
    return subjects;
  }

  void start(EventSourcing eventSourcing) {
    thread = Thread.ofVirtual().name("forgetting").start(() -> work(eventSourcing));
  }

  /** Begins the retention's runs and wraps data keys anew after a rotation; then it is done. */
  private void work(EventSourcing eventSourcing) {
    boolean begun = false;
    while (true) {
      try {
        if (!begun) {
          eventSourcing
              .handler(retention)
              .handle(
                  Retention.KEY,
                  new BeginRetention(clock.instant()),
                  CommandContext.of("retention", UUID.randomUUID()));
          begun = true;
        }
        if (vault.rewrap(REWRAPPED_AT_ONCE) == 0) {
          return;
        }
      } catch (SQLException | RuntimeException e) {
        LOG.atWarn()
            .addKeyValue("error", e.getClass().getSimpleName())
            .log("Retention or key rotation cannot begin and is tried again");
        try {
          Thread.sleep(PAUSE);
        } catch (InterruptedException _) {
          return;
        }
      }
      if (Thread.currentThread().isInterrupted()) {
        return;
      }
    }
  }

  @Override
  public void close() {
    Thread running = thread;
    if (running != null) {
      running.interrupt();
    }
  }
}
