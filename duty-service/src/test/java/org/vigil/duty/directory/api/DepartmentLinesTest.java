package org.vigil.duty.directory.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vigil.duty.directory.domain.Department.Listing;
import org.vigil.duty.sheet.Sheet.Line;

/** What lines of a list say, and every cell of them that cannot be. */
class DepartmentLinesTest {

  private static final List<Listing> KNOWN =
      List.of(
          new Listing("BGS", "办公室", List.of("领导小组办公室"), true, null),
          new Listing("JGZH", "机关综合管理科", List.of(), true, "BGS"));

  private static List<Line> lines(String... texts) {
    List<Line> lines = new ArrayList<>();
    for (String text : texts) {
      lines.add(new Line(lines.size() + 2, List.of(text.split(",", -1))));
    }
    return lines;
  }

  private static List<String> wrong(String... texts) {
    DepartmentLines list = new DepartmentLines(lines(texts), KNOWN);
    list.read();
    return list.wrong().stream().map(one -> one.pointer() + " " + one.code()).toList();
  }

  @Test
  void a_parent_is_named_by_its_code_name_or_alias_there_or_in_the_list() {
    List<Listing> read =
        new DepartmentLines(
                lines("AQBW,安全保卫科,保卫科、保安,领导小组办公室,是", "MWZ,门卫组,,保卫科,", "CWK,财务科,,BGS,否"), KNOWN)
            .read();

    assertThat(read)
        .containsExactly(
            new Listing("AQBW", "安全保卫科", List.of("保卫科", "保安"), true, "BGS"),
            new Listing("MWZ", "门卫组", List.of(), true, "AQBW"),
            new Listing("CWK", "财务科", List.of(), false, "BGS"));
  }

  @Test
  void every_bad_cell_is_named_line_by_line() {
    assertThat(
            wrong(
                "aq,,保卫科,无此科室,也许",
                "CWK,财务科,,,",
                "CWK," + "长".repeat(61) + "," + "长".repeat(61) + ",,"))
        .containsExactly(
            "/A2 wrong-format",
            "/B2 wrong-format",
            "/D2 no-such-department",
            "/E2 unknown-value",
            "/A4 twice",
            "/B4 wrong-format",
            "/C4 wrong-format");
  }

  @Test
  void no_text_means_two_departments() {
    assertThat(wrong("AQBW,安全保卫科,,,", "MWZ,安全保卫科,AQBW,,", "CWK,机关综合管理科,领导小组办公室,,"))
        .containsExactly(
            "/B3 twice",
            "/C3 twice",
            "/B4 department-named-already",
            "/C4 department-named-already");
  }

  @Test
  void a_name_that_the_list_takes_from_one_department_is_free_for_another() {
    assertThat(wrong("JGZH,机关科,,BGS,", "ZHGL,机关综合管理科,,,")).isEmpty();
  }

  @Test
  void no_department_is_above_itself_over_others_and_what_is_there_already() {
    assertThat(wrong("AQBW,安全保卫科,,AQBW,", "BGS,办公室,,MWZ,", "MWZ,门卫组,,JGZH,"))
        .containsExactly(
            "/D2 department-above-itself",
            "/D3 department-above-itself",
            "/D4 department-above-itself");
  }

  @Test
  void more_aliases_than_a_department_can_have_are_refused() {
    assertThat(
            wrong("CWK,财务科," + String.join("、", List.of("abcdefghijklmnopqrstu".split(""))) + ",,"))
        .containsExactly("/C2 wrong-size");
  }
}
