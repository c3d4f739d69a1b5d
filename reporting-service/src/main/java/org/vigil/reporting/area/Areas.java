package org.vigil.reporting.area;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** The list of counties, read once. Its source stands in {@code resources/area/README.md}. */
public final class Areas {

  private static final Areas CHINA = read();

  private final SequencedMap<String, County> counties;
  private final Map<String, String> provinces;
  private final Map<String, String> cities;

  private Areas(
      SequencedMap<String, County> counties,
      Map<String, String> provinces,
      Map<String, String> cities) {
    this.counties = counties;
    this.provinces = provinces;
    this.cities = cities;
  }

  /** The list that ships with the service. */
  public static Areas ofChina() {
    return CHINA;
  }

  /** What a six-digit code stands for. */
  public sealed interface Meaning {}

  /**
   * A county, or what stands for one: a city without districts, Taiwan, Hong Kong, Macao.
   *
   * @param fullName with province and city, 河北省石家庄市长安区
   */
  public record County(String code, String name, String fullName) implements Meaning {}

  /** A city's or a province's code, which says too little. */
  public record TooWide(String name) implements Meaning {}

  /** Not on the list, or not a code at all. */
  public record Unknown() implements Meaning {}

  /** What the code stands for. */
  public Meaning meaningOf(String code) {
    County county = counties.get(code);
    if (county != null) {
      return county;
    }
    if (code.length() == 6 && code.endsWith("0000") && provinces.containsKey(head(code, 2))) {
      return new TooWide(provinces.get(head(code, 2)));
    }
    if (code.length() == 6 && code.endsWith("00") && cities.containsKey(head(code, 4))) {
      return new TooWide(fullName(head(code, 2), head(code, 4), ""));
    }
    return new Unknown();
  }

  /** The county's full name, or the code itself where there is none. */
  public String nameOf(String code) {
    return meaningOf(code) instanceof County county ? county.fullName() : code;
  }

  /** Every county, by code. */
  public Collection<County> counties() {
    return Collections.unmodifiableCollection(counties.values());
  }

  private String fullName(String province, String city, String county) {
    String provinceName = provinces.getOrDefault(province, "");
    String cityName = cities.getOrDefault(city, "");
    // 市辖区 and 省直辖县级行政区划 are groupings of the statistics, not places.
    boolean grouping = cityName.endsWith("市辖区") || cityName.endsWith("直辖县级行政区划");
    boolean same = cityName.equals(county) || (cityName.equals("县") && !county.isEmpty());
    return provinceName + (grouping || same ? "" : cityName) + county;
  }

  private static String head(String code, int length) {
    return code.substring(0, length);
  }

  private static Areas read() {
    Map<String, String> provinces = new LinkedHashMap<>();
    rows("provinces.csv").forEach(row -> provinces.put(row[0], row[1]));
    Map<String, String> cities = new LinkedHashMap<>();
    rows("cities.csv").forEach(row -> cities.put(row[0], row[1]));
    Areas areas = new Areas(new LinkedHashMap<>(), provinces, cities);
    rows("areas.csv").forEach(areas::add);
    rows("by-hand.csv").forEach(areas::add);
    return areas;
  }

  private void add(String[] row) {
    counties.put(row[0], new County(row[0], row[1], fullName(row[3], row[2], row[1])));
  }

  /** The files quote names and have no comma in them. */
  private static List<String[]> rows(String file) {
    try (InputStream in = Areas.class.getResourceAsStream("/area/" + file)) {
      if (in == null) {
        throw new IllegalStateException("not shipped: area/" + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .skip(1)
          .map(line -> line.replace("\"", "").split(",", -1))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
