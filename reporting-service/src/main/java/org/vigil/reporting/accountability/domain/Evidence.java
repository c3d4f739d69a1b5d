package org.vigil.reporting.accountability.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event that a case rests on: where it is and what proves that it has stood there.
 *
 * @param eventId the event, of whichever service
 * @param service the service that recorded it
 * @param type its type, {@code vigil.duty.fever-measured.v1}
 * @param stream its stream there
 * @param version its place in the stream
 * @param recordedAt when it was recorded there
 * @param sealRoot the root of the seal over it, in hex; null for an event of another service, whose
 *     own seals prove it
 * @param proofDigest SHA-256 of the inclusion proof's text; null as {@code sealRoot}
 */
public record Evidence(
    String eventId,
    String service,
    String type,
    String stream,
    int version,
    Instant recordedAt,
    @Nullable String sealRoot,
    @Nullable String proofDigest) {}
