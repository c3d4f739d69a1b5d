package org.vigil.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What each alert needs beside its rule. promtool runs the tests of the rules in deploy/check. */
class AlertsTest {

  private static final Path FOLDER = OperationsPage.PROJECT.resolve("deploy/monitoring");
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final Pattern JOB = Pattern.compile("job=\"([a-z-]+)\"");

  private static JsonNode file(String name) throws IOException {
    return YAML.readTree(FOLDER.resolve(name).toFile());
  }

  private static List<JsonNode> alerts() throws IOException {
    List<JsonNode> alerts = new ArrayList<>();
    for (JsonNode group : file("alerts.yml").path("groups")) {
      group.path("rules").forEach(alerts::add);
    }
    assertThat(alerts).isNotEmpty();
    return alerts;
  }

  private static Set<String> names() throws IOException {
    return alerts().stream()
        .map(alert -> alert.path("alert").asText())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void each_alert_is_shown_to_fire_and_to_wait() throws IOException {
    Set<String> firing = new TreeSet<>();
    Set<String> waiting = new TreeSet<>();

    for (JsonNode test : file("alerts-test.yml").path("tests")) {
      for (JsonNode expected : test.path("alert_rule_test")) {
        (expected.path("exp_alerts").isEmpty() ? waiting : firing)
            .add(expected.path("alertname").asText());
      }
    }

    assertThat(firing).isEqualTo(names());
    assertThat(waiting)
        .containsAll(
            alerts().stream()
                .filter(alert -> alert.has("for"))
                .map(alert -> alert.path("alert").asText())
                .toList());
  }

  @Test
  void each_alert_leads_to_a_section_that_is_there() throws IOException {
    Set<String> sections =
        Files.readAllLines(OperationsPage.PROJECT.resolve("docs/operations.md")).stream()
            .filter(line -> line.startsWith("## "))
            .map(line -> line.substring(3).toLowerCase(Locale.ROOT).replace(' ', '-'))
            .collect(Collectors.toSet());

    for (JsonNode alert : alerts()) {
      String name = alert.path("alert").asText();
      assertThat(alert.path("labels").path("severity").asText())
          .as(name)
          .isIn("critical", "warning");
      assertThat(alert.path("annotations").path("summary").asText()).as(name).isNotBlank();
      assertThat(sections)
          .as(name)
          .contains(alert.path("annotations").path("runbook").asText().replaceFirst("^.*#", ""));
    }
  }

  /** A target that is found by its name vanishes with it, so that no {@code up} is left to be 0. */
  @Test
  void whatever_prometheus_reads_is_missed_when_it_is_stopped() throws IOException {
    String rules =
        alerts().stream().map(alert -> alert.path("expr").asText()).collect(Collectors.joining());
    Set<String> read = new TreeSet<>();

    for (JsonNode scraped : file("prometheus.yml").path("scrape_configs")) {
      String job = scraped.path("job_name").asText();
      read.add(job);
      for (JsonNode looked : scraped.path("dns_sd_configs")) {
        if (looked.path("names").size() == 1) {
          assertThat(rules).contains("absent(up{job=\"" + job + "\"})");
        } else {
          looked
              .path("names")
              .forEach(
                  name ->
                      assertThat(rules)
                          .contains(
                              "absent(up{job=\"" + job + "\",service=\"" + name.asText() + "\"})"));
        }
      }
    }

    assertThat(
            JOB.matcher(rules).results().map(found -> found.group(1)).collect(Collectors.toSet()))
        .isEqualTo(read);
  }
}
