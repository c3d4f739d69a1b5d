package org.vigil.reporting.accountability.api;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.vigil.edge.Mechanism;
import org.vigil.edge.Problem;
import org.vigil.edge.Violation;
import org.vigil.eventsourcing.history.HistoricEvent;
import org.vigil.eventsourcing.history.History;
import org.vigil.eventsourcing.seal.InclusionProof;
import org.vigil.eventsourcing.seal.Sealing;
import org.vigil.reporting.accountability.domain.Evidence;
import org.vigil.reporting.parameter.domain.CitesRule;
import org.vigil.reporting.parameter.domain.Rule;

/** Finds events of all services with what proves the service's own. */
@ApplicationScoped
public class EvidenceFinder {

  private final Mechanism mechanism;
  private final History history;
  private final String service;

  @Inject
  EvidenceFinder(
      Mechanism mechanism,
      AgroalDataSource dataSource,
      @ConfigProperty(name = "vigil.service") String service) {
    this.mechanism = mechanism;
    this.history = new History(dataSource, service);
    this.service = service;
  }

  /** For CDI's proxy. */
  @SuppressWarnings("NullAway")
  protected EvidenceFinder() {
    this.mechanism = null;
    this.history = null;
    this.service = "";
  }

  /** The service whose log is sealed here. */
  public String service() {
    return service;
  }

  /** The events, in the order of their recording; 400 for one that is not known here. */
  public List<Evidence> found(List<String> ids) {
    List<Evidence> found = new ArrayList<>();
    List<Violation> unknown = new ArrayList<>();
    List<String> distinct = ids.stream().distinct().toList();
    for (int i = 0; i < distinct.size(); i++) {
      Optional<HistoricEvent> event = history.event(UUID.fromString(distinct.get(i)));
      if (event.isEmpty()) {
        unknown.add(Violation.of("/evidence/" + i, "event-unknown"));
      } else {
        found.add(evidence(event.get()));
      }
    }
    if (!unknown.isEmpty()) {
      throw Problem.invalid(unknown);
    }
    found.sort(Comparator.comparing(Evidence::recordedAt).thenComparing(Evidence::eventId));
    return found;
  }

  /**
   * By which rules events were found, or what they followed from: a signal says what its fact has
   * said.
   */
  public List<Rule> rules(List<String> ids) {
    return ids.stream()
        .flatMap(id -> history.event(UUID.fromString(id)).stream())
        .flatMap(
            event -> {
              UUID cause = event.metadata().causationId();
              return Stream.concat(
                  Stream.of(event), cause == null ? Stream.empty() : history.event(cause).stream());
            })
        .flatMap(event -> rules(event).stream())
        .distinct()
        .toList();
  }

  private List<Rule> rules(HistoricEvent event) {
    return event.log().equals("own")
        ? mechanism.eventSourcing().own().after(event.position() - 1, 1).stream()
            .flatMap(
                recorded ->
                    recorded.event() instanceof CitesRule cites
                        ? cites.rules().stream()
                        : Stream.empty())
            .toList()
        : List.of();
  }

  private Evidence evidence(HistoricEvent event) {
    Optional<InclusionProof> proof = proof(event.id().toString());
    return new Evidence(
        event.id().toString(),
        event.source(),
        "vigil." + event.source() + "." + event.type(),
        event.stream(),
        event.version(),
        event.recordedAt(),
        proof.map(one -> one.seal().root()).orElse(null),
        proof.map(one -> digest(one.text())).orElse(null));
  }

  /** The proof that an event of this service is under a seal; empty for others, or too early. */
  public Optional<InclusionProof> proof(String eventId) {
    Sealing sealing = mechanism.eventSourcing().sealing();
    return sealing == null ? Optional.empty() : sealing.prove(UUID.fromString(eventId));
  }

  static String digest(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
