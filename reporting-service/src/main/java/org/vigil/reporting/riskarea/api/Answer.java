package org.vigil.reporting.riskarea.api;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.vigil.reporting.area.Areas;
import org.vigil.reporting.riskarea.view.RiskAreaEntryRow;
import org.vigil.reporting.riskarea.view.RiskAreaListRow;

/** What the calls about risk areas answer. */
final class Answer {

  private Answer() {}

  /** What a list led to. */
  @Schema(name = "RiskAreasReceipt")
  record Receipt(String id, Instant effectiveFrom, int areaCount) {}

  /** What a file led to. */
  @Schema(name = "RiskAreaFileReceipt")
  record FileReceipt(
      String id,
      Instant effectiveFrom,
      int areaCount,
      @Schema(description = "代码不认识的行：照录，但不会匹配任何外出 / Kept, but matching no outing")
          List<RiskAreaFile.Unknown> unknown) {}

  /** A list without its entries. */
  @Schema(name = "RiskAreaList")
  record Shown(
      String id,
      Instant effectiveFrom,
      int revision,
      @Schema(description = "是否已生效 / Whether it has come into force") boolean inForce,
      String source,
      int areaCount) {

    static Shown of(RiskAreaListRow row) {
      return new Shown(
          row.id,
          row.effectiveFrom,
          row.revision,
          row.inForceRevision == row.revision,
          row.source,
          row.areaCount);
    }
  }

  /** One entry of a list. */
  @Schema(name = "RiskAreaEntry")
  record Entry(String areaCode, String areaName, String text, String level) {

    static Entry of(RiskAreaEntryRow row) {
      return new Entry(row.areaCode, Areas.ofChina().nameOf(row.areaCode), row.text, row.level);
    }
  }
}
