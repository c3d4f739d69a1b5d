package org.vigil.reporting.obligation.domain;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One obligation of the plan, as the plan has it.
 *
 * @param id {@code 3.7-a}
 * @param article 三（七）
 * @param services which services record what belongs to it
 * @param units the responsible units in the plan's own names, the leading one first
 * @param named who is named for it by the plan itself
 */
public record Obligation(
    String id,
    String article,
    String text,
    List<String> services,
    List<String> units,
    Named named) {

  public Obligation {
    services = List.copyOf(services);
    units = List.copyOf(units);
  }

  /** Each of the departments. */
  public static final String EACH_DEPARTMENT = "各科室";

  /** The leading group itself. */
  public static final String LEADING_GROUP = "领导小组";

  /** All of the plan, in its order. */
  public static final Map<String, Obligation> ALL = read();

  /** Whom the plan names as the person responsible. */
  public enum Named {
    LEADER,
    EXECUTIVE_DEPUTY,
    DEPUTY,
    MEMBER,
    OFFICE_DIRECTOR,
    /** 各科室负责人 */
    HEADS,
    /** 局全体干部职工: nobody in particular, and so never nobody. */
    ALL_STAFF,
    /** The plan leaves it blank: somebody has to be named. */
    ASSIGNED
  }

  /** Whether somebody can be named for it beside whom the plan names. */
  public boolean assignable() {
    return !units.contains(LEADING_GROUP);
  }

  /**
   * Whether it can be said which departments carry it: where the plan names single ones. What each
   * department, the leading group or its office owes is theirs by the plan.
   */
  public boolean divisible() {
    return named == Named.ASSIGNED;
  }

  public static Optional<Obligation> of(String id) {
    return Optional.ofNullable(ALL.get(id));
  }

  private static Map<String, Obligation> read() {
    Map<String, Obligation> all = new LinkedHashMap<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    Obligation.class.getResourceAsStream("/plan/obligations.tsv")),
                StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith("#")) {
          String[] cells = line.split("\t");
          all.put(
              cells[0],
              new Obligation(
                  cells[0],
                  cells[1],
                  cells[2],
                  List.of(cells[3].split(";")),
                  List.of(cells[4].split(";")),
                  Named.valueOf(cells[5])));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Collections.unmodifiableMap(all);
  }
}
