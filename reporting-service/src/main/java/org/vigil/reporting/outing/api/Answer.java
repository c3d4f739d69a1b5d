package org.vigil.reporting.outing.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.vigil.reporting.area.Areas;
import org.vigil.reporting.outing.domain.Destination;
import org.vigil.reporting.outing.domain.OutingEvent.HighRiskTravelMatched;
import org.vigil.reporting.outing.domain.Stop;
import org.vigil.reporting.outing.view.OutingMatchRow;
import org.vigil.reporting.outing.view.OutingRow;

/** What the calls about outings answer. */
final class Answer {

  private Answer() {}

  /** What a command led to. */
  @Schema(name = "OutingReceipt")
  record Receipt(
      String id,
      String department,
      String status,
      @Schema(description = "是否已知是谁 / Whether it is known who it is") boolean identified,
      @Schema(description = LATE) boolean registeredAfterDeparture) {}

  /** How {@code registeredAfterDeparture} is described. */
  private static final String LATE = "出发后才报备 / Whether it was registered only after the departure";

  /** The bureau is to know of an outing before it begins (3.4-a). */
  static boolean isLate(Instant registeredAt, Instant departsAt) {
    return registeredAt.isAfter(departsAt);
  }

  /** An outing as others see it. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "Outing")
  record Shown(
      String id,
      String department,
      String status,
      MaskedTraveller person,
      @Schema(description = "是否已知是谁 / Whether it is known who it is") boolean identified,
      Instant departsAt,
      @Schema(description = "计划返回时间；已返回的为实际返回时间 / Planned return, or the actual one")
          Instant endsAt,
      Place destination,
      Instant registeredAt,
      @Schema(description = LATE) boolean registeredAfterDeparture,
      @Schema(description = "逾期未销假，自 / Return overdue since") @Nullable Instant overdueSince,
      @Schema(description = "同一人同一时间去往别处的其他报备，须核实 / The person's other outings at the same time")
          @Nullable List<String> elsewhere,
      @Schema(description = "途经地 / Stops on the way") @Nullable List<OnTheWay> stops,
      @Nullable List<Match> matches) {

    /** One of many, without what belongs to it. */
    static Shown oneOfMany(OutingRow row) {
      return of(row, null, null, null);
    }

    static Shown of(OutingRow row, List<Stop> stops, List<OutingMatchRow> matches) {
      return of(
          row, row.elsewhere(), OnTheWay.all(stops), matches.stream().map(Match::of).toList());
    }

    /** The same without what belongs to it. */
    Shown listed() {
      return new Shown(
          id,
          department,
          status,
          person,
          identified,
          departsAt,
          endsAt,
          destination,
          registeredAt,
          registeredAfterDeparture,
          overdueSince,
          null,
          null,
          null);
    }

    private static Shown of(
        OutingRow row,
        @Nullable List<String> elsewhere,
        @Nullable List<OnTheWay> stops,
        @Nullable List<Match> matches) {
      return new Shown(
          row.id,
          row.department,
          row.status,
          new MaskedTraveller(row.name, row.phone),
          row.identified,
          row.departsAt,
          row.endsAt,
          Place.of(new Destination(row.areaCode, row.country, row.destination)),
          row.registeredAt,
          isLate(row.registeredAt, row.departsAt),
          row.overdueSince,
          elsewhere,
          stops,
          matches);
    }
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record MaskedTraveller(String name, @Nullable String phone) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "Place")
  record Place(
      @Nullable String areaCode, @Nullable String areaName, @Nullable String country, String text) {

    static Place of(Destination place) {
      String code = place.areaCode();
      return new Place(
          code, code == null ? null : Areas.ofChina().nameOf(code), place.country(), place.text());
    }
  }

  /** A stop on the way. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "StopOnTheWay")
  record OnTheWay(
      int stop,
      Place place,
      @Schema(description = "代码不在行政区划表中，须核实 / The code is on no list of counties")
          boolean areaUnknown,
      @Nullable Instant from,
      @Nullable Instant until,
      @Schema(description = "同一时间在别处的其他途经地，须核实 / Stops elsewhere at the same time")
          List<Integer> contradicts) {

    static List<OnTheWay> all(List<Stop> stops) {
      return IntStream.rangeClosed(1, stops.size())
          .mapToObj(
              number -> {
                Stop stop = stops.get(number - 1);
                return new OnTheWay(
                    number,
                    Place.of(stop.place()),
                    Destinations.isUnknown(stop.place().areaCode()),
                    stop.from(),
                    stop.until(),
                    Stops.contradicting(number, stops));
              })
          .toList();
    }
  }

  /** A candidate and its review. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "OutingMatch")
  record Match(
      int match,
      String areaCode,
      @Schema(
              description =
                  "在该县的途经地序号；仅目的地在该县或已改道时为空 / The stops in that county; none: the destination,"
                      + " or it is no longer on the way")
          List<Integer> stops,
      String level,
      List<String> places,
      String listId,
      Instant matchedAt,
      @Schema(
              description =
                  "PENDING 待核, CONFIRMED 确认到过, DISMISSED 已排除, WITHDRAWN 行程更正后不再途经 / WITHDRAWN: the"
                      + " stops were corrected, and the journey leads there no more")
          String review,
      @Nullable Instant reviewedAt) {

    static Match of(HighRiskTravelMatched it, Instant matchedAt) {
      return new Match(
          it.match(),
          it.areaCode(),
          it.stops(),
          it.level().name(),
          it.places(),
          it.listId(),
          matchedAt,
          "PENDING",
          null);
    }

    Match numbered(List<Integer> now) {
      return new Match(match, areaCode, now, level, places, listId, matchedAt, review, reviewedAt);
    }

    Match reviewed(String found, Instant at) {
      return new Match(match, areaCode, stops, level, places, listId, matchedAt, found, at);
    }

    static Match of(OutingMatchRow row) {
      return new Match(
          row.match,
          row.areaCode,
          List.of(row.stops),
          row.level,
          List.of(row.places),
          row.listId,
          row.matchedAt,
          row.review,
          row.reviewedAt);
    }
  }

  /** The personal data in the clear. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "RevealedOuting")
  record Revealed(String id, String name, @Nullable String staffNo, @Nullable String phone) {}
}
