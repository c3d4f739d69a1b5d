package org.vigil.reporting.webhook.sending;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.projection.Sql;
import org.vigil.eventsourcing.vault.MasterKeys;

/** The secrets that sign: made here and encrypted at rest, or read from files of the operators. */
public final class WebhookSecrets {

  /** After a replacement both secrets sign for a day, so that a receiver can change over. */
  private static final Duration OVERLAP = Duration.ofDays(1);

  private static final int BYTES = 32;

  /** What the specification allows a symmetric secret to have. */
  private static final int MIN_BYTES = 24;

  private static final int MAX_BYTES = 64;
  private static final String PREFIX = "whsec_";
  private static final String FILE_NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,59}";

  /** Longer is not a secret of ours. */
  private static final int MAX_FILE = 1_024;

  private static final SecureRandom RANDOM = new SecureRandom();

  private final DataSource dataSource;
  private final MasterKeys keys;
  private final Optional<Path> folder;

  /**
   * @param folder where the operators' files lie; empty if there are none
   */
  public WebhookSecrets(DataSource dataSource, MasterKeys keys, Optional<Path> folder) {
    this.dataSource = dataSource;
    this.keys = keys;
    this.folder = folder;
  }

  private record Stored(int generation, String keyId, byte[] wrapped, Instant madeAt) {}

  /** A secret cannot be had: its file is not there, or its key is another. */
  public static final class NoSecret extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoSecret(String message) {
      super(message);
    }
  }

  /** Whether a name can be that of a file with a secret. */
  public static boolean canBeFile(String name) {
    return name.matches(FILE_NAME);
  }

  /** The secret of a generation in the specification's text form; made if there is none yet. */
  public String make(String name, int generation, Instant now) {
    byte[] fresh = new byte[BYTES];
    RANDOM.nextBytes(fresh);
    // Returns nothing; whoever was first has made it.
    Sql.list(
        dataSource,
        "insert into webhook_secret (name, generation, key_id, wrapped, made_at)"
            + " values (?, ?, ?, ?, ?) on conflict do nothing returning generation",
        row -> row.getInt(1),
        name,
        generation,
        keys.current(),
        keys.wrap(fresh, place(name, generation)),
        now);
    Stored stored = stored(name, generation).getFirst();
    return PREFIX + Base64.getEncoder().encodeToString(open(name, stored));
  }

  /** The secrets that sign at an instant, the newest first. */
  public List<byte[]> of(String name, int generation, @Nullable String file, Instant now) {
    if (file != null) {
      return List.of(read(file));
    }
    List<byte[]> secrets = new ArrayList<>();
    for (Stored stored : stored(name, generation)) {
      secrets.add(open(name, stored));
      if (stored.madeAt().plus(OVERLAP).isBefore(now)) {
        break;
      }
    }
    if (secrets.isEmpty()) {
      // The process died between the registration and the secret; the caller asks for it again.
      throw new NoSecret("no secret has been made yet");
    }
    return secrets;
  }

  /** This generation and the one before it. */
  private List<Stored> stored(String name, int generation) {
    return Sql.list(
        dataSource,
        "select generation, key_id, wrapped, made_at from webhook_secret"
            + " where name = ? and generation in (?, ?) order by generation desc",
        WebhookSecrets::row,
        name,
        generation,
        generation - 1);
  }

  private static Stored row(ResultSet row) throws SQLException {
    return new Stored(
        row.getInt("generation"),
        row.getString("key_id"),
        row.getBytes("wrapped"),
        Sql.instant(row, "made_at"));
  }

  /** Opens a secret; one under an earlier master key is put under the present one. */
  private byte[] open(String name, Stored stored) {
    String place = place(name, stored.generation());
    try {
      byte[] secret = keys.unwrap(stored.keyId(), stored.wrapped(), place);
      if (!stored.keyId().equals(keys.current())) {
        Sql.list(
            dataSource,
            "update webhook_secret set key_id = ?, wrapped = ?"
                + " where name = ? and generation = ? returning generation",
            row -> row.getInt(1),
            keys.current(),
            keys.wrap(secret, place),
            name,
            stored.generation());
      }
      return secret;
    } catch (AEADBadTagException | IllegalArgumentException _) {
      throw new NoSecret("the secret's key is another");
    }
  }

  private static String place(String name, int generation) {
    return "webhook-secret/" + name + "/" + generation;
  }

  private byte[] read(String file) {
    Path path = folder.orElseThrow(() -> new NoSecret("no folder is configured")).resolve(file);
    try {
      if (!canBeFile(file) || Files.size(path) > MAX_FILE) {
        throw new NoSecret("not a file with a secret");
      }
      String text = Files.readString(path).strip();
      byte[] secret =
          Base64.getDecoder()
              .decode(text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text);
      if (secret.length < MIN_BYTES || secret.length > MAX_BYTES) {
        throw new NoSecret("a secret has 24 to 64 bytes");
      }
      return secret;
    } catch (IOException | IllegalArgumentException _) {
      throw new NoSecret("the secret's file cannot be read");
    }
  }
}
