package org.vigil.duty.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Type;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.duty.anomaly.api.Anomalies;
import org.vigil.duty.coverage.api.DutyCoverages;
import org.vigil.duty.directory.api.Directory;
import org.vigil.duty.gate.api.GateCounts;
import org.vigil.duty.muster.view.MusterBoard;
import org.vigil.duty.post.api.GuardPosts;
import org.vigil.duty.presence.view.KeptShift;
import org.vigil.duty.roster.api.OnDuty;
import org.vigil.duty.roster.api.Rosters;
import org.vigil.duty.visitor.api.EvacuationLists;
import org.vigil.duty.visitor.api.Visitors;
import org.vigil.edge.Page;

class SheetWriterTest {

  private static final SheetWriter WRITER = new SheetWriter(ZoneId.of("Asia/Shanghai"));

  /** A line with everything that lines hold. */
  public record Line(
      String id, @Nullable Instant since, boolean open, List<String> reasons, Within gap) {}

  /** A record within. */
  public record Within(int minutes) {}

  @Test
  void every_list_that_comes_as_a_workbook_has_a_heading_for_each_column_chinese_first() {
    for (Class<?> line :
        List.of(
            Anomalies.Item.class,
            Directory.DepartmentItem.class,
            Directory.ExitItem.class,
            Directory.MemberItem.class,
            DutyCoverages.GapLine.class,
            KeptShift.Kept.class,
            EvacuationLists.Inside.class,
            GateCounts.Item.class,
            GuardPosts.GapItem.class,
            GuardPosts.PostRow.class,
            MusterBoard.Head.class,
            MusterBoard.Person.class,
            OnDuty.DutyItem.class,
            Rosters.ShiftItem.class,
            Visitors.Item.class)) {
      assertThat(SheetWriter.headings(line))
          .as(line.getName())
          .isNotEmpty()
          .allMatch(heading -> heading.matches("[\\u4e00-\\u9fff]+ [A-Za-z ]+"), "Chinese first");
    }
  }

  @Test
  void a_line_is_written_in_the_business_zone_and_a_record_within_has_columns_of_its_own() {
    Line line =
        new Line(
            "v1",
            Instant.parse("2022-11-03T06:00:00Z"),
            true,
            List.of("FEVER", "NO_MASK"),
            new Within(5));

    assertThat(WRITER.table(List.of(line), List.class))
        .containsExactly(
            List.of("编号 Id", "起 Since", "开放 Open", "原因 Reasons", "分钟 Minutes"),
            List.of("v1", "2022-11-03 14:00:00", "是", "FEVER、NO_MASK", "5"));
  }

  @Test
  void an_empty_list_has_its_headings_and_a_page_that_goes_on_says_so() throws Exception {
    Type declared = SheetWriterTest.class.getDeclaredMethod("page").getGenericReturnType();

    assertThat(WRITER.table(new Page<>(List.of(), null), declared))
        .hasSize(1)
        .doesNotContain(List.of());
    assertThat(WRITER.table(page(), declared).getLast().getFirst()).contains("after=v1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=HYPERLINK(\"http://x\")",
        "@SUM(1)",
        "+cmd|' /C calc'!A0",
        "-2+3+cmd|' /C calc'!A0",
        "\t=1",
        "\r=1"
      })
  void what_a_spreadsheet_would_take_for_a_formula_is_made_harmless(String text) {
    assertThat(
            WRITER
                .table(List.of(new Line(text, null, true, List.of(), new Within(1))), List.class)
                .get(1)
                .getFirst())
        .isEqualTo("'" + text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"+86 138 0000 0000", "-3", "秦*", "EAST", ""})
  void a_phone_a_number_and_a_name_stay_as_they_are(String text) {
    assertThat(SheetWriter.harmless(text)).isEqualTo(text);
  }

  static Page<Line> page() {
    return new Page<>(List.of(new Line("v1", null, false, List.of(), new Within(1))), "v1");
  }
}
