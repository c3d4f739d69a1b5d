package org.vigil.reporting.outing.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.vigil.reporting.area.Areas;
import org.vigil.reporting.outing.view.OutingMatchRow;
import org.vigil.reporting.outing.view.OutingRow;

/** What the calls about outings answer. */
final class Answer {

  private Answer() {}

  /** What a command led to. */
  @Schema(name = "OutingReceipt")
  record Receipt(String id, String department, String status) {}

  /** An outing as others see it. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "Outing")
  record Shown(
      String id,
      String department,
      String status,
      MaskedTraveller person,
      Instant departsAt,
      @Schema(description = "计划返回时间；已返回的为实际返回时间 / Planned return, or the actual one")
          Instant endsAt,
      Place destination,
      Instant registeredAt,
      @Schema(description = "逾期未销假，自 / Return overdue since") @Nullable Instant overdueSince,
      @Schema(description = "同一人同一时间去往别处的其他报备，须核实 / The person's other outings at the same time")
          @Nullable List<String> elsewhere,
      @Nullable List<Match> matches) {

    static Shown of(OutingRow row, @Nullable List<OutingMatchRow> matches) {
      String code = row.areaCode;
      return new Shown(
          row.id,
          row.department,
          row.status,
          new MaskedTraveller(row.name, row.phone),
          row.departsAt,
          row.endsAt,
          new Place(
              code,
              code == null ? null : Areas.ofChina().nameOf(code),
              row.country,
              row.destination),
          row.registeredAt,
          row.overdueSince,
          matches == null ? null : row.elsewhere(),
          matches == null ? null : matches.stream().map(Match::of).toList());
    }
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record MaskedTraveller(String name, @Nullable String phone) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "Place")
  record Place(
      @Nullable String areaCode,
      @Nullable String areaName,
      @Nullable String country,
      String text) {}

  /** A candidate and its review. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "OutingMatch")
  record Match(
      int match,
      String areaCode,
      String level,
      List<String> places,
      String listId,
      Instant matchedAt,
      String review,
      @Nullable Instant reviewedAt) {

    static Match of(OutingMatchRow row) {
      return new Match(
          row.match,
          row.areaCode,
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
