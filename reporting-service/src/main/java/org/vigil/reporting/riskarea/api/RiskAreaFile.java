package org.vigil.reporting.riskarea.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vigil.edge.Violation;
import org.vigil.reporting.area.Areas;
import org.vigil.reporting.area.Areas.County;
import org.vigil.reporting.area.Areas.TooWide;
import org.vigil.reporting.person.api.Texts;
import org.vigil.reporting.riskarea.domain.RiskArea;

/**
 * A list of risk areas as a file: code, words and level in each line, separated by commas, a text
 * with a comma in it in quotes. A line that cannot be read refuses the file; a code that nobody
 * knows does not, as whoever designated the area may know better: it is kept and listed.
 *
 * @param areas every line, known or not
 * @param unknown the lines whose code stands for no county
 * @param violations the lines that cannot be read
 */
record RiskAreaFile(List<RiskArea> areas, List<Unknown> unknown, List<Violation> violations) {

  private static final Map<String, RiskArea.Level> LEVELS =
      Map.of(
          "HIGH", RiskArea.Level.HIGH,
          "高", RiskArea.Level.HIGH,
          "高风险", RiskArea.Level.HIGH,
          "MEDIUM", RiskArea.Level.MEDIUM,
          "中", RiskArea.Level.MEDIUM,
          "中风险", RiskArea.Level.MEDIUM,
          "LOW", RiskArea.Level.LOW,
          "低", RiskArea.Level.LOW,
          "低风险", RiskArea.Level.LOW);

  /** A line whose code stands for no county, so that it can match no outing. */
  record Unknown(int line, String areaCode, String text, String reason) {}

  static RiskAreaFile of(String csv) {
    List<RiskArea> areas = new ArrayList<>();
    List<Unknown> unknown = new ArrayList<>();
    List<Violation> violations = new ArrayList<>();
    List<String> lines = csv.strip().lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = i == 0 ? lines.get(i).replace("\uFEFF", "") : lines.get(i);
      if (line.isBlank() || (i == 0 && !line.matches("\"?[0-9].*"))) {
        continue;
      }
      RiskArea area = area(cells(line));
      if (area == null) {
        violations.add(new Violation("/csv", "risk-area-line-unreadable", Map.of("line", i + 1)));
        continue;
      }
      areas.add(area);
      switch (Areas.ofChina().meaningOf(area.areaCode())) {
        case County _ -> {}
        case TooWide _ ->
            unknown.add(new Unknown(i + 1, area.areaCode(), area.text(), "area-too-wide"));
        case Areas.Unknown _ ->
            unknown.add(new Unknown(i + 1, area.areaCode(), area.text(), "area-unknown"));
      }
    }
    return new RiskAreaFile(areas, unknown, violations);
  }

  private static @Nullable RiskArea area(List<String> cells) {
    if (cells.size() != 3) {
      return null;
    }
    String code = cells.get(0);
    String text = cells.get(1);
    RiskArea.Level level = LEVELS.get(cells.get(2));
    boolean readable =
        code.matches("[0-9]{6}")
            && !text.isEmpty()
            && text.length() <= RiskAreasBody.MAX_TEXT
            && text.matches(Texts.LINE);
    return readable && level != null ? new RiskArea(code, text, level) : null;
  }

  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      boolean doubled = quoted && c == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"';
      if (doubled) {
        cell.append('"');
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        cells.add(cell.toString().strip());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString().strip());
    return cells;
  }
}
