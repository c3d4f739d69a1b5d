package org.vigil.duty.directory.api;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vigil.duty.directory.domain.Department.Listing;
import org.vigil.duty.sheet.Sheet.Line;
import org.vigil.edge.Violation;

/**
 * Reads the lines of a list of departments. A line may name as its parent a department that the
 * list brings or one that is there already, by its code, its name or an alias; so no text may mean
 * two departments.
 */
final class DepartmentLines {

  static final int CODE = 0;
  static final int NAME = 1;
  static final int ALIASES = 2;
  static final int PARENT = 3;
  static final int ACTIVE = 4;

  private static final int MAX_NAME = 60;
  private static final int MAX_ALIASES = 20;
  private static final Set<String> YES = Set.of("", "是", "有效", "yes", "y", "true", "1");
  private static final Set<String> NO = Set.of("否", "无效", "no", "n", "false", "0");

  /**
   * @param line of the sheet
   * @param parent as it is written; empty for none
   */
  private record Row(Line line, String code, String name, List<String> aliases, String parent) {

    static Row of(Line line) {
      List<String> aliases =
          Arrays.stream(line.cell(ALIASES).split("[、，,；;]"))
              .map(String::strip)
              .filter(alias -> !alias.isEmpty())
              .distinct()
              .toList();
      return new Row(line, line.cell(CODE), line.cell(NAME), aliases, line.cell(PARENT));
    }

    boolean active() {
      return YES.contains(activity());
    }

    String activity() {
      return line.cell(ACTIVE).toLowerCase(Locale.ROOT);
    }
  }

  private final List<Row> rows;

  /** Whose each text is: the codes of the lines by their texts, and of what is there already. */
  private final Map<String, String> present = new HashMap<>();

  private final Map<String, Row> owners = new HashMap<>();

  /** The department above each; a line holds instead of what is there. */
  private final Map<String, String> parents = new HashMap<>();

  private final Set<String> codes = new HashSet<>();
  private final List<Violation> wrong = new ArrayList<>();

  /**
   * @param known every department that is there already
   */
  DepartmentLines(List<Line> lines, List<Listing> known) {
    this.rows = lines.stream().map(Row::of).toList();
    for (Row row : rows) {
      Stream.concat(Stream.of(row.code(), row.name()), row.aliases().stream())
          .filter(text -> !text.isEmpty())
          .forEach(text -> owners.putIfAbsent(text, row));
    }
    Set<String> listed = new HashSet<>(rows.stream().map(Row::code).toList());
    for (Listing one : known) {
      if (!listed.contains(one.code())) {
        present.put(one.code(), one.code());
        present.putIfAbsent(one.name(), one.code());
        one.aliases().forEach(alias -> present.putIfAbsent(alias, one.code()));
        if (one.parent() != null) {
          parents.put(one.code(), one.parent());
        }
      }
    }
    for (Row row : rows) {
      String above = parent(row);
      if (above != null && !above.isEmpty()) {
        parents.put(row.code(), above);
      }
    }
  }

  /** What the lines say, as far as {@link #wrong} is empty. */
  List<Listing> read() {
    List<Listing> listings = new ArrayList<>();
    for (Row row : rows) {
      check(row);
      String parent = parent(row);
      listings.add(
          new Listing(
              row.code(),
              row.name(),
              row.aliases(),
              row.active(),
              parent == null || parent.isEmpty() ? null : parent));
    }
    return listings;
  }

  /** Everything that is wrong, line by line. */
  List<Violation> wrong() {
    return wrong;
  }

  private void check(Row row) {
    if (!row.code().matches("[A-Z0-9]{2,12}")) {
      add(row, CODE, "wrong-format");
    } else if (!codes.add(row.code())) {
      add(row, CODE, "twice");
    } else {
      unique(row, CODE, row.code());
    }
    if (isName(row.name())) {
      unique(row, NAME, row.name());
    } else {
      add(row, NAME, "wrong-format");
    }
    if (row.aliases().size() > MAX_ALIASES) {
      add(row, ALIASES, "wrong-size");
    } else if (row.aliases().stream().allMatch(DepartmentLines::isName)) {
      row.aliases().stream()
          .filter(alias -> clash(row, alias) != null)
          .findFirst()
          .ifPresent(alias -> unique(row, ALIASES, alias));
    } else {
      add(row, ALIASES, "wrong-format");
    }
    String parent = parent(row);
    if (parent != null && parent.isEmpty()) {
      add(row, PARENT, "no-such-department");
    } else if (parent != null && isAbove(row.code(), parent)) {
      add(row, PARENT, "department-above-itself");
    }
    if (!row.active() && !NO.contains(row.activity())) {
      add(row, ACTIVE, "unknown-value");
    }
  }

  private static boolean isName(String text) {
    return text.length() <= MAX_NAME && text.matches("\\P{Cntrl}+");
  }

  private void unique(Row row, int column, String text) {
    String clash = clash(row, text);
    if (clash != null) {
      add(row, column, clash);
    }
  }

  private @Nullable String clash(Row row, String text) {
    if (owners.get(text) != row) {
      return "twice";
    }
    return present.containsKey(text) ? "department-named-already" : null;
  }

  private void add(Row row, int column, String code) {
    wrong.add(Violation.of("/" + row.line().name(column), code));
  }

  /** The code of the department above; null for none, empty where there is no such department. */
  private @Nullable String parent(Row row) {
    if (row.parent().isEmpty()) {
      return null;
    }
    Row listed = owners.get(row.parent());
    return listed == null ? present.getOrDefault(row.parent(), "") : listed.code();
  }

  /** Whether the way up from a department's parent comes to the department itself. */
  private boolean isAbove(String code, String parent) {
    Set<String> seen = new HashSet<>();
    for (String above = parent; above != null && seen.add(above); above = parents.get(above)) {
      if (above.equals(code)) {
        return true;
      }
    }
    return false;
  }
}
