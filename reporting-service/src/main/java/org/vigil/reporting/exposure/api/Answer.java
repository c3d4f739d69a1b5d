package org.vigil.reporting.exposure.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.vigil.reporting.exposure.view.Exposures.Day;
import org.vigil.reporting.exposure.view.Exposures.Report;

/** What the calls about people exposed answer. */
final class Answer {

  private Answer() {}

  /** What a command led to. */
  @Schema(name = "ExposureReportReceipt")
  record Receipt(
      String id,
      String department,
      String status,
      @Schema(description = "身份是否已核 / Whether it is known who it is") boolean identified,
      @Schema(description = "是否迟于规定时限 / Whether it came later than the rule allows") boolean late,
      @Schema(description = "观察天数 / Days of observation") int observeDays) {}

  /** A follow-up was recorded. */
  @Schema(name = "FollowUpReceipt")
  record FollowUpReceipt(String subjectId, LocalDate day, String status, boolean late) {}

  /** A report as others see it. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "ExposureReport")
  record Shown(
      String id,
      @Schema(description = "CONTACT 密接, RETURNEE 返回") String kind,
      String department,
      String subjectId,
      boolean identified,
      String status,
      String name,
      @Nullable String phone,
      @Nullable String degree,
      @Nullable String areaCode,
      @Nullable String country,
      Instant lastExposedAt,
      Instant knownAt,
      String channel,
      Instant reportedAt,
      boolean late,
      @Nullable Long lateBySeconds,
      int corrections,
      @Nullable Instant acknowledgedAt,
      @Schema(description = "同一人的全部上报 / All reports about this person")
          @Nullable List<String> reportsOfPerson) {

    static Shown of(Report row, @Nullable List<String> reportsOfPerson) {
      return new Shown(
          row.id(),
          row.kind(),
          row.department(),
          row.subjectId(),
          row.identified(),
          row.status(),
          row.name(),
          row.phone(),
          row.degree(),
          row.areaCode(),
          row.country(),
          row.lastExposedAt(),
          row.knownAt(),
          row.channel(),
          row.reportedAt(),
          row.lateBySeconds() != null,
          row.lateBySeconds(),
          row.corrections(),
          row.acknowledgedAt(),
          reportsOfPerson);
    }
  }

  /** A day on which somebody is to be asked after. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "FollowUpDay")
  record FollowUpShown(
      String subjectId,
      LocalDate day,
      String department,
      String name,
      Instant dueAt,
      @Schema(description = "DUE 待随访, OVERDUE 逾期未随访, FOLLOWED_UP 已随访") String status,
      @Nullable String finding,
      @Nullable Instant followedUpAt,
      boolean late) {

    static FollowUpShown of(Day row, boolean withHealth) {
      return new FollowUpShown(
          row.subjectId(),
          row.day(),
          row.department(),
          row.name(),
          row.dueAt(),
          row.status(),
          withHealth ? row.finding() : null,
          row.followedUpAt(),
          row.late());
    }
  }

  /** The personal data in the clear. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "RevealedExposureReport")
  record Revealed(
      String id,
      String name,
      @Nullable String staffNo,
      @Nullable String phone,
      @Nullable String circumstances) {}
}
