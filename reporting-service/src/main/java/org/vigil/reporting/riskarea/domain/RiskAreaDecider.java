package org.vigil.reporting.riskarea.domain;

import static org.vigil.eventsourcing.Decision.accept;
import static org.vigil.eventsourcing.Decision.acceptAll;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.DeadlineRule.Change;
import org.vigil.eventsourcing.Decider;
import org.vigil.eventsourcing.Decision;
import org.vigil.reporting.riskarea.domain.RiskAreaCommand.BringIntoForce;
import org.vigil.reporting.riskarea.domain.RiskAreaCommand.ReplaceRiskAreas;
import org.vigil.reporting.riskarea.domain.RiskAreaEvent.RiskAreaListCameIntoForce;
import org.vigil.reporting.riskarea.domain.RiskAreaEvent.RiskAreaListReplaced;
import org.vigil.reporting.riskarea.domain.RiskAreaEvent.RiskAreasListed;
import org.vigil.reporting.riskarea.domain.RiskAreaList.Given;
import org.vigil.reporting.riskarea.domain.RiskAreaList.NotGiven;

/** The rules of a list of risk areas. A list of the past comes into force at once, and counts. */
public final class RiskAreaDecider
    implements Decider<RiskAreaCommand, RiskAreaList, RiskAreaEvent> {

  public static final Category<RiskAreaCommand, RiskAreaList, RiskAreaEvent> CATEGORY =
      new Category<>(
          "risk-area-list",
          new RiskAreaDecider(),
          RiskAreaEvent.class,
          RiskAreaDecider::deadlines,
          (_, dueAt) -> new BringIntoForce(dueAt));

  private static final DateTimeFormatter KEY =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  /** The stream's key: one list for one instant, to the second. */
  public static String key(Instant effectiveFrom) {
    return KEY.format(effectiveFrom);
  }

  private static List<Change> deadlines(RiskAreaEvent event) {
    return switch (event) {
      case RiskAreaListReplaced replaced ->
          // Each revision waits under a name of its own: a deadline fires once for its instant.
          List.of(
              new Change.Schedule(
                  "revision-" + replaced.revision() + "-comes-into-force",
                  replaced.effectiveFrom()));
      case RiskAreasListed _, RiskAreaListCameIntoForce _ -> List.of();
    };
  }

  @Override
  public RiskAreaList initialState() {
    return new NotGiven();
  }

  @Override
  public Decision<RiskAreaEvent> decide(RiskAreaCommand command, RiskAreaList state) {
    return switch (state) {
      case NotGiven _ ->
          switch (command) {
            case ReplaceRiskAreas list -> replace(list, digest(list.areas()), 1);
            case BringIntoForce _ -> accept();
          };
      case Given given ->
          switch (command) {
            case ReplaceRiskAreas list -> {
              String digest = digest(list.areas());
              yield digest.equals(given.digest()) && list.source().equals(given.source())
                  ? accept()
                  : replace(list, digest, given.revision() + 1);
            }
            case BringIntoForce _ ->
                given.inForce() < given.revision()
                    ? accept(new RiskAreaListCameIntoForce(given.effectiveFrom(), given.revision()))
                    : accept();
          };
    };
  }

  private static Decision<RiskAreaEvent> replace(
      ReplaceRiskAreas list, String digest, int revision) {
    List<RiskArea> areas = list.areas();
    List<RiskAreaEvent> events = new ArrayList<>();
    events.add(
        new RiskAreaListReplaced(
            list.effectiveFrom(), revision, list.source(), areas.size(), digest));
    for (int from = 0; from < areas.size(); from += RiskAreasListed.MAX_AREAS) {
      int to = Math.min(areas.size(), from + RiskAreasListed.MAX_AREAS);
      events.add(
          new RiskAreasListed(
              revision, from / RiskAreasListed.MAX_AREAS + 1, areas.subList(from, to)));
    }
    return acceptAll(events);
  }

  @Override
  public RiskAreaList evolve(RiskAreaList state, RiskAreaEvent event) {
    return switch (event) {
      case RiskAreaListReplaced(var effectiveFrom, int revision, var source, _, var digest) ->
          new Given(
              effectiveFrom,
              revision,
              source,
              digest,
              state instanceof Given given ? given.inForce() : 0);
      case RiskAreasListed _ -> state;
      case RiskAreaListCameIntoForce(_, int revision) ->
          switch (state) {
            case NotGiven _ -> state;
            case Given(var from, int present, var source, var digest, _) ->
                new Given(from, present, source, digest, revision);
          };
    };
  }

  /** The order of the entries says nothing, so it does not count. */
  static String digest(List<RiskArea> areas) {
    MessageDigest sha = sha256();
    areas.stream()
        .map(RiskArea::entryId)
        .sorted()
        .forEach(id -> sha.update(id.getBytes(StandardCharsets.US_ASCII)));
    return HexFormat.of().formatHex(sha.digest());
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
