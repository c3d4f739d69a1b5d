package org.vigil.reporting.riskarea.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.reporting.riskarea.domain.RiskArea;
import org.vigil.reporting.riskarea.domain.RiskArea.Level;

class RiskAreaFileTest {

  @Test
  void lines_are_read_with_and_without_a_heading_or_quotes() {
    RiskAreaFile file =
        RiskAreaFile.of(
            """
            \uFEFF代码,范围,等级
            130102,某小区3号楼,高风险
            "130104","甲村,乙村 ""东\""",MEDIUM

            """);

    assertThat(file.violations()).isEmpty();
    assertThat(file.unknown()).isEmpty();
    assertThat(file.areas())
        .containsExactly(
            new RiskArea("130102", "某小区3号楼", Level.HIGH),
            new RiskArea("130104", "甲村,乙村 \"东\"", Level.MEDIUM));
  }

  @Test
  void codes_that_nobody_knows_are_kept_and_listed_with_their_line() {
    RiskAreaFile file = RiskAreaFile.of("130102,某村,高\n999999,某地,高\n130000,全省,中");

    assertThat(file.areas()).hasSize(3);
    assertThat(file.unknown())
        .containsExactly(
            new RiskAreaFile.Unknown(2, "999999", "某地", "area-unknown"),
            new RiskAreaFile.Unknown(3, "130000", "全省", "area-too-wide"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"130102,某村", "130102,,高", "130102,某村,很高", "13010,某村,高", "1,2,3,4"})
  void a_line_that_cannot_be_read_is_named(String line) {
    RiskAreaFile file = RiskAreaFile.of("130104,某村,高\n" + line);

    assertThat(file.violations())
        .singleElement()
        .satisfies(it -> assertThat(it.details()).containsEntry("line", 2));
  }
}
