package org.vigil.reporting.symptomreport.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.vigil.reporting.symptomreport.view.SymptomReportRow;

/** What the calls about symptom reports answer. */
final class Answer {

  private Answer() {}

  /** The status of a report that is part of another's matter. */
  static final String JOINED = "JOINED";

  /** What a command led to. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "SymptomReportReceipt")
  record Receipt(
      String id,
      String department,
      String status,
      @Schema(description = "身份是否已核 / Whether it is known who it is") boolean identified,
      @Schema(description = "是否迟于规定时限 / Whether it came later than the rule allows") boolean late,
      @Nullable Instant reportedAt,
      @Schema(description = MATTER) @Nullable String matter) {}

  /** How {@code matter} is described. */
  private static final String MATTER =
      "与之并为一事的首条上报，即办公室所见事项；本条即首条的不填 / The first report of the same illness, which is the office's"
          + " matter; left out where it is this one";

  /** A report as others see it: name and phone masked; health details for who needs them. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "SymptomReport")
  record Shown(
      String id,
      String department,
      String status,
      MaskedPerson person,
      @Schema(description = "身份是否已核 / Whether it is known who it is") boolean identified,
      @Schema(description = "SYSTEM 科室系统, PERSON 本人, PHONE 电话（办公室代录） / How it came")
          @Nullable String channel,
      @Nullable List<String> symptoms,
      @Nullable BigDecimal temperatureCelsius,
      Instant onsetAt,
      Instant knownAt,
      Instant reportedAt,
      boolean late,
      @Nullable Long lateBySeconds,
      int corrections,
      @Nullable Instant acknowledgedAt,
      @Nullable String signal,
      @Schema(description = MATTER) @Nullable String matter,
      @Schema(
              description =
                  "同一人的全部症状上报；列表不显示 / All symptom reports about this person; not in lists")
          @Nullable List<String> reportsOfPerson) {

    static Shown of(
        SymptomReportRow row, boolean withHealth, @Nullable List<String> reportsOfPerson) {
      Integer tenths = row.temperatureTenths;
      return new Shown(
          row.id,
          row.department,
          row.matter == null ? row.status : JOINED,
          new MaskedPerson(row.name, row.phone),
          row.identified,
          row.channel,
          withHealth ? List.of(row.symptoms) : null,
          withHealth && tenths != null ? BigDecimal.valueOf(tenths, 1) : null,
          row.onsetAt,
          row.knownAt,
          row.reportedAt,
          row.lateBySeconds != null,
          row.lateBySeconds,
          row.corrections,
          row.acknowledgedAt,
          row.signal,
          row.matter,
          reportsOfPerson);
    }
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record MaskedPerson(String name, @Nullable String phone) {}

  /** The personal data in the clear. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "RevealedSymptomReport")
  record Revealed(
      String id,
      String name,
      @Nullable String staffNo,
      @Nullable String phone,
      @Nullable String note) {}
}
