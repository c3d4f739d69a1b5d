package org.vigil.edge;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.agroal.api.AgroalDataSource;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.history.EventLinks;
import org.vigil.eventsourcing.history.HistoricEvent;
import org.vigil.eventsourcing.history.History;
import org.vigil.eventsourcing.history.History.By;
import org.vigil.eventsourcing.history.History.Place;

/**
 * Why something happened, and what followed: envelopes only, no content. Each service answers for
 * what it has recorded and received; reporting-service receives all the others.
 */
@Path("/api/v1/history")
@Tag(name = "history", description = "事件的前因后果 / What caused an event, and what it caused")
@RunOnVirtualThread
public class HistoryResource {

  private static final Pattern PLACE = Pattern.compile("(own|received)-([0-9]{1,18})");

  private final History history;
  private final Views views;

  @Inject
  HistoryResource(
      AgroalDataSource dataSource,
      @ConfigProperty(name = "vigil.service") String service,
      Views views) {
    this.history = new History(dataSource, service);
    this.views = views;
  }

  /** Who recorded what, when. */
  @Schema(name = "HistoricEvent")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Envelope(
      UUID id,
      @Schema(examples = "vigil.reporting.escalation-raised.v1") String type,
      @Schema(description = "记录它的服务 / The service that recorded it") String service,
      @Schema(examples = "escalation/3f2a") String stream,
      int version,
      @Schema(description = "谁：系统或规则的名称 / Who: a client's or a policy's name") String actor,
      @Schema(description = "发生时间（所称） / When it happened, as claimed") Instant occurredAt,
      @Schema(description = "最早知悉的时间 / First proof that somebody knew") Instant knownAt,
      @Schema(description = "记录时间 / When it was recorded") Instant recordedAt,
      UUID correlationId,
      @Nullable UUID causationId) {}

  /**
   * An event with what led to it and what followed.
   *
   * @param unknownCause where the chain goes on in what this service has not received
   */
  @Schema(name = "HistoryOfEvent")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Explanation(
      Envelope event,
      @Schema(description = "起因，由近及远直到源头 / Causes, the nearest first, the root last")
          List<Envelope> causes,
      @Schema(description = "起因不在本服务所收到的事件之中 / A cause that this service does not have")
          @Nullable UUID unknownCause,
      boolean causesTruncated,
      @Schema(
              description =
                  "后果，由近及远；causationId 表明其起因 / Effects, the nearest first, each behind its cause,"
                      + " which causationId names")
          List<Envelope> effects,
      @Schema(
              description =
                  "后果未列全；请用 causationId 逐级查询 / There are more: list them by causationId, event by"
                      + " event")
          boolean effectsTruncated) {}

  @GET
  @Path("{eventId}")
  @RolesAllowed({Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(summary = "一个事件的前因后果，不含内容 / An event's causes and effects, without content")
  public Explanation explain(@PathParam("eventId") String eventId) {
    UUID id = uuid(eventId).orElseThrow(Problem::notFound);
    views.await(EventLinks.NAME);
    HistoricEvent event = history.event(id).orElseThrow(Problem::notFound);
    History.Causes causes = history.causes(event);
    History.Effects effects = history.effects(event);
    return new Explanation(
        envelope(event),
        causes.events().stream().map(HistoryResource::envelope).toList(),
        causes.unknown(),
        causes.truncated(),
        effects.events().stream().map(HistoryResource::envelope).toList(),
        effects.truncated());
  }

  @GET
  @RolesAllowed({Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(
      summary =
          "同一次调用引出的全部事件（correlationId），或一个事件的直接后果（causationId）"
              + " / All that followed from one call, or the direct effects of one event",
      description =
          "两个参数取其一；本服务自己的事件在前，收到的在后。 / Exactly one of the two; the service's own events"
              + " come first, then those it has received.")
  public Page<Envelope> list(
      @QueryParam("correlationId") @Nullable String correlationId,
      @QueryParam("causationId") @Nullable String causationId,
      @QueryParam("limit") @DefaultValue("50") int limit,
      @QueryParam("after") @Nullable String after) {
    if ((correlationId == null) == (causationId == null)) {
      throw Problem.of(400, "history-of-what");
    }
    By by = correlationId == null ? By.CAUSATION : By.CORRELATION;
    String text = correlationId == null ? causationId : correlationId;
    UUID id =
        Optional.ofNullable(text)
            .flatMap(HistoryResource::uuid)
            .orElseThrow(() -> Problem.of(400, "history-of-what"));
    views.await(EventLinks.NAME);
    List<HistoricEvent> rows = history.list(by, id, place(after), Page.rows(limit));
    return Page.of(rows, limit, HistoryResource::envelope, row -> row.log() + "-" + row.position());
  }

  private static Place place(@Nullable String after) {
    if (after == null) {
      return Place.START;
    }
    Matcher place = PLACE.matcher(after);
    if (!place.matches()) {
      throw Problem.of(400, "page-malformed");
    }
    return new Place(place.group(1), Long.parseLong(place.group(2)));
  }

  private static Optional<UUID> uuid(String text) {
    try {
      return text.length() == 36 ? Optional.of(UUID.fromString(text)) : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static Envelope envelope(HistoricEvent event) {
    return new Envelope(
        event.id(),
        "vigil." + event.source() + "." + event.type(),
        event.source(),
        event.stream(),
        event.version(),
        event.metadata().actor(),
        event.metadata().occurredAt(),
        event.metadata().knownAt(),
        event.recordedAt(),
        event.metadata().correlationId(),
        event.metadata().causationId());
  }
}
