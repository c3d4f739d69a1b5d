package org.vigil.eventsourcing.seal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Shows to somebody without a database that one event was under a seal. It holds the event's
 * envelope and the digests of its content, not the content: who has that can compare the digests.
 *
 * @param path what is hashed with the leaf, from the bottom up, in hex
 */
public record InclusionProof(
    Seal seal,
    long position,
    String stream,
    int version,
    String eventId,
    String type,
    long recordedAtMicros,
    String metadataDigest,
    String dataDigest,
    @Nullable String commandKey,
    @Nullable String commandContent,
    List<String> path) {

  static InclusionProof of(LoggedEvent event, Seal seal, List<byte[]> path) {
    return new InclusionProof(
        seal,
        event.position(),
        event.stream(),
        event.version(),
        event.id().toString(),
        event.type(),
        event.recordedAtMicros(),
        Sha256.hex(event.metadataDigest()),
        Sha256.hex(event.dataDigest()),
        event.commandKey(),
        event.commandContent(),
        path.stream().map(Sha256::hex).toList());
  }

  /** One field a line, as {@code deploy/verify/CheckInclusion.java} reads it. */
  public String text() {
    List<String> lines = new ArrayList<>();
    lines.add("vigil-inclusion-proof 1");
    lines.add("service " + seal.service());
    lines.add("position " + position);
    lines.add("stream " + stream);
    lines.add("version " + version);
    lines.add("event " + eventId);
    lines.add("type " + type);
    lines.add("recorded-at-micros " + recordedAtMicros);
    lines.add("metadata-sha256 " + metadataDigest);
    lines.add("data-sha256 " + dataDigest);
    if (commandKey != null) {
      lines.add("command-key " + commandKey);
    }
    if (commandContent != null) {
      lines.add("command-content " + commandContent);
    }
    path.forEach(hash -> lines.add("path " + hash));
    lines.add("first " + seal.first());
    lines.add("last " + seal.last());
    lines.add("root " + seal.root());
    lines.add("previous " + seal.previous());
    lines.add("key " + seal.keyId());
    lines.add("sealed-at " + seal.sealedAt());
    lines.add("signature " + seal.signature());
    return String.join("\n", lines) + "\n";
  }
}
