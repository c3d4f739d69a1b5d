package org.vigil.supplies.stock.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.vigil.edge.SubjectIds;
import org.vigil.eventsourcing.projection.Sql;
import org.vigil.supplies.stock.domain.EnteredBy;
import org.vigil.supplies.stock.domain.Person;
import org.vigil.supplies.stock.domain.Recipient;
import org.vigil.supplies.stock.domain.StockEvent.Portion;
import org.vigil.supplies.stock.domain.Use;

/** What is said and answered about issues. */
final class Issues {

  private static final String USES =
      "用途，可不填：DUTY 值班, ROUNDS 消杀, PROTECTION 日常防护；SYMPTOMS 有症状, CONTACT 密接或次密接, ISOLATION"
          + " 隔离或健康观察，后三项须填写人员 / Why, out of the list; the last three are for a person";

  private Issues() {}

  /** For whom something is; at least one number, and the staff number comes first. */
  @Schema(name = "StockRecipient")
  record PersonBody(
      @NotBlank @Size(max = 50) @Pattern(regexp = Items.TEXT) @Schema(examples = "张三") String name,
      @Nullable @Pattern(regexp = "[A-Za-z0-9._-]{1,30}") @Schema(examples = "GW-017")
          String staffNo,
      @Nullable @Pattern(regexp = "\\+?[0-9](?:[ -]?[0-9]){4,19}") @Schema(examples = "13800005678")
          String phone,
      @Schema(description = "此人所在科室，须上报 / The person's department, which owes a report")
          @NotBlank
          @Pattern(regexp = Items.DEPARTMENT)
          String department) {

    /**
     * @throws org.vigil.edge.Problem 400 {@code nobody-named} without a number
     */
    Recipient recipient(SubjectIds ids, EnteredBy by, Use use, String purpose) {
      return new Recipient(
          ids.of(phone, staffNo), department, by, new Person(name, staffNo, phone), use, purpose);
    }
  }

  /** What goes out. */
  @Schema(
      name = "Issue",
      examples =
          """
          {"quantity":2,"toDepartment":"GWYC","purpose":"抗原检测","use":"SYMPTOMS",
           "person":{"name":"张三","staffNo":"GW-017","phone":"13800005678","department":"GWYC"},
           "at":"2026-11-23T08:00:00+08:00"}\
          """)
  record IssueBody(
      @NotNull @Min(1) @Max(Items.MAX_QUANTITY) Integer quantity,
      @NotBlank @Pattern(regexp = Items.DEPARTMENT) String toDepartment,
      @NotBlank @Size(max = 200) @Pattern(regexp = Items.TEXT) String purpose,
      @Schema(description = USES) @Nullable Use use,
      @Nullable @Valid PersonBody person,
      @NotNull Instant at) {}

  /** For whom and why it was, as it should read. */
  @Schema(
      name = "IssueCorrection",
      examples = "{\"purpose\":\"消杀\",\"use\":\"ROUNDS\",\"reason\":\"填错用途\"}")
  record CorrectionBody(
      @NotBlank @Size(max = 200) @Pattern(regexp = Items.TEXT) String purpose,
      @Schema(description = USES) @Nullable Use use,
      @Nullable @Valid PersonBody person,
      @NotBlank @Size(max = 200) @Pattern(regexp = Items.TEXT) String reason) {}

  /** What the personal data is needed for. */
  @Schema(name = "StockRecipientRevealing")
  record RevealBody(@NotBlank @Size(max = 200) @Pattern(regexp = Items.TEXT) String purpose) {}

  /** What became of an issue: from which lots. */
  @Schema(name = "Issued")
  record Issued(String id, int quantity, List<Portion> portions) {}

  /** An issue that was put right. */
  @Schema(name = "IssueReceipt")
  record Receipt(String id) {}

  /**
   * An issue in the list.
   *
   * @param recipient only for who keeps the item, for the person's department, and for who reads
   *     all
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "IssueItem")
  record Item(
      String id,
      int quantity,
      String toDepartment,
      Instant at,
      @Nullable String purpose,
      @Nullable Use use,
      @Nullable RecipientItem recipient,
      boolean reversed,
      long position) {

    static Item of(ResultSet row) throws SQLException {
      String use = row.getString("use");
      String department = row.getString("department");
      return new Item(
          row.getString("id"),
          row.getInt("quantity"),
          row.getString("to_department"),
          Sql.instant(row, "at"),
          row.getString("purpose"),
          use == null ? null : Use.valueOf(use),
          department == null
              ? null
              : new RecipientItem(
                  row.getString("masked_name"),
                  department,
                  EnteredBy.valueOf(row.getString("entered_by"))),
          row.getBoolean("reversed"),
          row.getLong("position"));
    }

    Item withoutRecipient() {
      return new Item(id, quantity, toDepartment, at, purpose, use, null, reversed, position);
    }
  }

  /** For whom it was, masked. */
  @Schema(name = "IssueItemRecipient")
  record RecipientItem(String maskedName, String department, EnteredBy enteredBy) {}

  /** For whom it was and why. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "StockRecipientRevealed")
  record Revealed(
      String id,
      String name,
      @Nullable String staffNo,
      @Nullable String phone,
      String department,
      @Nullable Use use,
      String purpose) {

    static Revealed of(String id, Recipient it) {
      return new Revealed(
          id,
          it.person().name(),
          it.person().staffNo(),
          it.person().phone(),
          it.department(),
          it.use(),
          it.purpose());
    }
  }
}
