package org.vigil.eventsourcing.seal;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of the log as it lies there, whatever it may hold: nothing is parsed. Metadata and data go
 * into the leaf as digests, so that a proof about an event can be shown without its content.
 */
@SuppressWarnings("ArrayRecordComponent")
record LoggedEvent(
    long position,
    String stream,
    int version,
    UUID id,
    String type,
    long recordedAtMicros,
    byte[] metadataDigest,
    byte[] dataDigest,
    @Nullable String commandKey,
    @Nullable String commandContent) {

  /** The database makes the digests, which spares most of what would have to travel. */
  static final String COLUMNS =
      "position, stream, version, id, type, recorded_at, pg_catalog.sha256(metadata),"
          + " pg_catalog.sha256(data), command_key, command_content";

  /** Marks a text that is not there, which is something else than an empty one. */
  private static final int ABSENT = -1;

  static LoggedEvent read(ResultSet row) throws SQLException {
    return new LoggedEvent(
        row.getLong(1),
        row.getString(2),
        row.getInt(3),
        row.getObject(4, UUID.class),
        row.getString(5),
        micros(row.getObject(6, OffsetDateTime.class)),
        row.getBytes(7),
        row.getBytes(8),
        row.getString(9),
        row.getString(10));
  }

  /** The column has microseconds; its two infinities come as the ends of the Java type. */
  private static long micros(OffsetDateTime time) {
    if (time.equals(OffsetDateTime.MAX)) {
      return Long.MAX_VALUE;
    }
    if (time.equals(OffsetDateTime.MIN)) {
      return Long.MIN_VALUE;
    }
    return time.toEpochSecond() * 1_000_000 + time.getNano() / 1_000;
  }

  byte[] leaf() {
    return leafAt(position);
  }

  /** The leaf that this event would have at another position. */
  byte[] leafAt(long place) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeLong(place);
      write(out, stream);
      out.writeInt(version);
      out.writeLong(id.getMostSignificantBits());
      out.writeLong(id.getLeastSignificantBits());
      write(out, type);
      out.writeLong(recordedAtMicros);
      out.write(metadataDigest);
      out.write(dataDigest);
      write(out, commandKey);
      write(out, commandContent);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return MerkleTree.leaf(bytes.toByteArray());
  }

  private static void write(DataOutputStream out, @Nullable String text) throws IOException {
    if (text == null) {
      out.writeInt(ABSENT);
    } else {
      byte[] bytes = Sha256.utf8(text);
      out.writeInt(bytes.length);
      out.write(bytes);
    }
  }
}
