package org.vigil.reporting.symptomreport.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Personal;

/**
 * What was seen of a person's health.
 *
 * @param temperatureTenthsCelsius 382 stands for 38.2 °C
 * @param onsetAt when the symptoms began, by the department's word
 * @param knownAt when the department first knew; the time to report runs from here
 */
public record Observation(
    @Personal List<Symptom> symptoms,
    @Personal @Nullable Integer temperatureTenthsCelsius,
    Instant onsetAt,
    Instant knownAt,
    @Personal @Nullable String note) {
  public Observation {
    symptoms = List.copyOf(symptoms);
  }
}
