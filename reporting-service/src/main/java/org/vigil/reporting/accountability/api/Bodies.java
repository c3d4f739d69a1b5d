package org.vigil.reporting.accountability.api;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.vigil.edge.SubjectIds;
import org.vigil.reporting.accountability.domain.CaseDecider;
import org.vigil.reporting.accountability.domain.Finding;
import org.vigil.reporting.accountability.domain.Ground;
import org.vigil.reporting.accountability.domain.Measure;
import org.vigil.reporting.person.api.Texts;

/** What callers send. */
final class Bodies {

  private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
  private static final String OBLIGATION = "[2-5](\\.[0-9]{1,2})?-[a-z0-9]";

  private Bodies() {}

  /** A member of the staff: named by staff number, so that it is the same as in the token. */
  @Schema(name = "CasePerson")
  record Person(
      @NotBlank @Size(max = 50) @Pattern(regexp = Texts.LINE) String name,
      @NotNull @Pattern(regexp = "[A-Za-z0-9._-]{1,30}") String staffNo) {

    String subjectId(SubjectIds ids) {
      return ids.of(null, staffNo);
    }
  }

  /** A lead that a person opens. */
  @Schema(name = "Lead")
  record Lead(
      @Schema(description = "追责情形 5-1 至 5-8 / The ground, 5-1 to 5-8") @NotNull Ground ground,
      @Schema(description = "所涉责任条目 / The obligation", examples = "3.7-a")
          @NotNull
          @Pattern(regexp = OBLIGATION)
          String obligation,
      @NotNull @Pattern(regexp = Texts.DEPARTMENT) String department,
      @Schema(description = "所涉人员，未知则不填 / Whom it concerns, if known") @Valid
          @Nullable Person person,
      @Schema(
              description = "疑似情况，不含个人信息 / What is suspected, without personal data",
              examples = "疑似擅离职守")
          @NotBlank
          @Size(max = 200)
          @Pattern(regexp = Texts.LINE)
          String suspicion,
      @Schema(description = "情况发生时间；据此适用当时的规则 / When it arose; the rules of then apply") @NotNull
          Instant arisenAt,
      @Schema(description = "证据事件编号 / Events as evidence")
          @NotEmpty
          @Size(max = CaseDecider.MAX_EVIDENCE)
          List<@NotNull @Pattern(regexp = UUID) String> evidence) {}

  /** Events that belong to the lead. Sealing takes all of them, as the sealer has seen them. */
  @Schema(name = "CaseEvidence")
  record EvidenceList(
      @NotEmpty @Size(max = CaseDecider.MAX_EVIDENCE)
          List<@NotNull @Pattern(regexp = UUID) String> evidence) {}

  /** Whom the case concerns. */
  @Schema(name = "CaseNotification")
  record Notification(@NotNull @Valid Person person) {}

  /** What the person says to it. */
  @Schema(name = "CaseStatement")
  record Statement(@NotBlank @Size(max = 4000) @Pattern(regexp = Texts.LINES) String statement) {}

  /** What a leader finds. */
  @Schema(name = "CaseFinding")
  record Found(
      @Schema(description = "UPHELD 成立, NOT_UPHELD 不成立, EXCUSABLE 情有可原") @NotNull Finding finding,
      @Schema(description = "造成严重后果和恶劣影响 / Serious consequences") @NotNull
          Boolean seriousConsequences,
      @Schema(description = "所依据的证据事件 / The events that it rests on")
          @NotEmpty
          @Size(max = CaseDecider.MAX_EVIDENCE)
          List<@NotNull @Pattern(regexp = UUID) String> cited,
      @NotBlank @Size(max = 4000) @Pattern(regexp = Texts.LINES) String reasons) {}

  /** What a leader decides. */
  @Schema(name = "CaseMeasure")
  record Decided(
      @Schema(
              description =
                  "NOTICE_OF_CRITICISM 通报批评, WRITTEN_SELF_CRITICISM 责令书面检讨, REFERRAL 移送（仅限严重后果）")
          @NotNull
          Measure measure,
      @Schema(description = "书面检讨期限；不填则按参数 / Until when a self-criticism is owed")
          @Nullable Instant dueAt) {}

  /** What was carried out. */
  @Schema(name = "CaseExecution")
  record Executed(
      @NotNull Measure measure,
      @Schema(description = "文号或材料编号 / The document that shows it")
          @NotBlank
          @Size(max = 200)
          @Pattern(regexp = Texts.LINE)
          String record) {}

  /** Why. */
  @Schema(name = "CaseReasons")
  record Reasons(@NotBlank @Size(max = 2000) @Pattern(regexp = Texts.LINES) String reasons) {}
}
