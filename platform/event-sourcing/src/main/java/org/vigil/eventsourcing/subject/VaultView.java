package org.vigil.eventsourcing.subject;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.vigil.eventsourcing.Projection;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.projection.SqlBatch;
import org.vigil.eventsourcing.subject.SubjectDataEvent.SubjectErased;
import org.vigil.eventsourcing.subject.SubjectDataEvent.SubjectHeld;
import org.vigil.eventsourcing.subject.SubjectDataEvent.SubjectHoldReleased;
import org.vigil.eventsourcing.vault.Vault;

/**
 * Deletes the keys of those who are forgotten and knows whose data is held. The rows are the
 * vault's own: seen again from the beginning, an erasure does nothing a second time.
 */
public final class VaultView implements Projection {

  public static final String NAME = "vault-2";

  private final Vault vault;

  public VaultView(Vault vault) {
    this.vault = vault;
  }

  @Override
  public String name() {
    return NAME;
  }

  /** None that could be exchanged: a key is deleted once and for all. */
  @Override
  public Set<String> tables() {
    return Set.of();
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(SubjectErased.class, SubjectHeld.class, SubjectHoldReleased.class);
  }

  @Override
  public void apply(List<Recorded<Object>> events, Connection tx) throws SQLException {
    try (SqlBatch holds = new SqlBatch(tx)) {
      for (Recorded<Object> event : events) {
        switch (event.event()) {
          case SubjectErased erased -> vault.erase(tx, erased.erasureId(), erased.subjectId());
          case SubjectHeld held ->
              holds.add(
                  "insert into vault.held_subject values (?, ?, ?, ?, ?, ?) on conflict do nothing",
                  held.holdId(),
                  held.subjectId(),
                  held.reason(),
                  held.reference(),
                  held.requestedBy(),
                  event.recordedAt().atOffset(ZoneOffset.UTC));
          case SubjectHoldReleased released ->
              holds.add(
                  "delete from vault.held_subject where hold_id = ? and subject_id = ?",
                  released.holdId(),
                  released.subjectId());
          default -> {}
        }
      }
    }
    vault.forgetCached();
  }
}
