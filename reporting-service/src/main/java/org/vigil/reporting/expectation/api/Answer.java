package org.vigil.reporting.expectation.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.vigil.reporting.expectation.view.ExpectedReportRow;

/** A report that is, or was, owed. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "ExpectedReport")
record Answer(
    @Schema(description = "来访登记号 / The visit at which the fever was measured") String signal,
    @Schema(description = "应上报科室 / The department that owes it") String department,
    @Schema(description = "OWED 待报, MISSED 疑似漏报, MET 已报") String status,
    @Nullable String visitedDepartment,
    @Nullable String exit,
    @Nullable String name,
    Instant measuredAt,
    Instant dueAt,
    @Nullable Instant missedAt,
    @Nullable String reportId,
    @Nullable Instant reportedAt,
    @Nullable Long lateBySeconds) {

  static Answer of(ExpectedReportRow row) {
    return new Answer(
        row.id,
        row.department,
        row.status,
        row.visitedDepartment,
        row.exit,
        row.name,
        row.measuredAt,
        row.dueAt,
        row.missedAt,
        row.reportId,
        row.metAt,
        row.lateBySeconds);
  }
}
