package org.vigil.edge;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.UUID;

/**
 * The texts of problems in Chinese and English: {@code <code>.title} and {@code <code>.detail} in
 * the service's bundle {@code problems}, or in the edge's own {@code edge-problems}.
 */
@ApplicationScoped
public class ProblemTexts {

  private static final List<String> BUNDLES = List.of("problems", "edge-problems");

  /** Chinese unless the caller prefers English. */
  static Locale locale(Optional<String> acceptLanguage) {
    if (acceptLanguage.isEmpty()) {
      return Locale.CHINESE;
    }
    try {
      Locale found =
          Locale.lookup(
              Locale.LanguageRange.parse(acceptLanguage.get()),
              List.of(Locale.CHINESE, Locale.ENGLISH));
      return found == null ? Locale.CHINESE : found;
    } catch (IllegalArgumentException _) {
      return Locale.CHINESE;
    }
  }

  public String title(String code, Locale locale) {
    return text(code + ".title", locale).orElse(code);
  }

  public Optional<String> detail(String code, Locale locale, Map<String, Object> details) {
    return text(code + ".detail", locale).map(text -> fill(text, details));
  }

  /** The document for a problem, in a language. */
  ProblemDocument document(
      int status,
      String code,
      Map<String, Object> details,
      List<Violation> violations,
      Locale locale,
      UUID correlationId) {
    return new ProblemDocument(
        "urn:vigil:problem:" + code,
        title(code, locale),
        status,
        detail(code, locale, details).orElse(null),
        "urn:uuid:" + correlationId,
        code,
        correlationId.toString(),
        details,
        violations.stream()
            .map(
                violation ->
                    new ProblemDocument.Place(
                        violation.pointer(), violation.code(), message(violation, locale)))
            .toList());
  }

  private String message(Violation violation, Locale locale) {
    return detail(violation.code(), locale, violation.details())
        .orElseGet(() -> title(violation.code(), locale));
  }

  private static String fill(String text, Map<String, Object> details) {
    String filled = text;
    for (Map.Entry<String, Object> detail : details.entrySet()) {
      filled = filled.replace("{" + detail.getKey() + "}", String.valueOf(detail.getValue()));
    }
    return filled;
  }

  private static Optional<String> text(String key, Locale locale) {
    for (String bundle : BUNDLES) {
      try {
        ResourceBundle texts =
            ResourceBundle.getBundle(
                bundle,
                locale,
                Thread.currentThread().getContextClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(
                    ResourceBundle.Control.FORMAT_PROPERTIES));
        if (texts.containsKey(key)) {
          return Optional.of(texts.getString(key));
        }
      } catch (MissingResourceException _) {
        // The next bundle may have it.
      }
    }
    return Optional.empty();
  }
}
