package org.vigil.testing.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.vigil.eventsourcing.Refusal;

/** Checks that a caller is told every refusal in Chinese and in English. */
public final class RefusalTexts {

  private RefusalTexts() {}

  /** Looks for {@code <code>.title} of every constant in the service's bundle {@code problems}. */
  @SafeVarargs
  public static void check(Class<? extends Refusal>... refusals) {
    List<String> missing = new ArrayList<>();
    for (Class<? extends Refusal> type : refusals) {
      for (Refusal refusal : type.getEnumConstants()) {
        String key = refusal.name().toLowerCase(Locale.ROOT).replace('_', '-') + ".title";
        for (Locale locale : List.of(Locale.CHINESE, Locale.ENGLISH)) {
          if (!bundle(locale).containsKey(key)) {
            missing.add(key + " in " + locale);
          }
        }
      }
    }
    assertThat(missing).as("texts that are missing").isEmpty();
  }

  private static ResourceBundle bundle(Locale locale) {
    return ResourceBundle.getBundle(
        "problems",
        locale,
        Thread.currentThread().getContextClassLoader(),
        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }
}
