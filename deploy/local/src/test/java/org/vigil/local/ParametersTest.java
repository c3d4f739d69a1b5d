package org.vigil.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Each service declares what it takes while nobody has decided, and reporting-service declares it
 * once more for the leading group to see: the two must not part.
 */
class ParametersTest {

  private static final Pattern DECLARED =
      Pattern.compile(
          "new PolicyDefault\\(\\s*(.+?),\\s*([A-Z_]+),\\s*\"([^\"]+)\",\\s*\"([^\"]+)\"\\s*\\)",
          Pattern.DOTALL);
  private static final Pattern LITERAL = Pattern.compile("\"([a-z]+\\.[a-z0-9-]+)\"");

  @Test
  void what_a_service_takes_by_default_is_what_the_leading_group_is_shown() throws IOException {
    Map<String, String> shown = declared("reporting");

    for (String service : List.of("duty", "supplies", "disinfection")) {
      Map<String, String> taken = declared(service);
      assertThat(shown).containsAllEntriesOf(taken);
      assertThat(shown.keySet().stream().filter(name -> name.startsWith(service + ".")))
          .isSubsetOf(taken.keySet());
    }
  }

  /** Kind, value and article of each parameter, by its name. */
  private static Map<String, String> declared(String service) throws IOException {
    Map<String, String> sources = sources(Path.of("../..", service + "-service", "src/main"));
    Map<String, String> declared = new TreeMap<>();
    for (Map.Entry<String, String> source : sources.entrySet()) {
      Matcher one = DECLARED.matcher(source.getValue());
      while (one.find()) {
        String what = one.group(2) + " " + one.group(3) + " " + one.group(4);
        List<String> names = names(one.group(1), source.getKey(), sources);
        // What reporting-service takes itself it does not declare twice.
        assertThat(names.isEmpty() && !service.equals("reporting")).as(one.group()).isFalse();
        names.forEach(name -> declared.put(name, what));
      }
    }
    return declared;
  }

  /** A literal's, a constant's, or all that a method may return. */
  private static List<String> names(String expression, String type, Map<String, String> sources) {
    if (expression.startsWith("\"")) {
      return List.of(expression.substring(1, expression.length() - 1));
    }
    int call = expression.indexOf('(');
    String member = call < 0 ? expression : expression.substring(0, call);
    int dot = member.lastIndexOf('.');
    String owner = dot < 0 ? type : member.substring(0, dot);
    String name = member.substring(dot + 1);
    String source = sources.getOrDefault(owner, "");
    Pattern of =
        call < 0
            ? Pattern.compile("String " + name + "\\s*=\\s*([^;]+);")
            : Pattern.compile("String " + name + "\\((.*?)\\n  }", Pattern.DOTALL);
    Matcher found = of.matcher(source);
    if (!found.find()) {
      return List.of();
    }
    List<String> literals =
        LITERAL.matcher(found.group(1)).results().map((MatchResult it) -> it.group(1)).toList();
    return literals.isEmpty() ? names(found.group(1).strip(), owner, sources) : literals;
  }

  /** Each type's source, by its simple name. */
  private static Map<String, String> sources(Path root) throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> all = Files.walk(root)) {
      all.filter(file -> file.toString().endsWith(".java")).forEach(files::add);
    }
    Map<String, String> sources = new TreeMap<>();
    for (Path file : files) {
      String type = file.getFileName().toString().replace(".java", "");
      sources.merge(type, Files.readString(file), String::concat);
    }
    return sources;
  }
}
