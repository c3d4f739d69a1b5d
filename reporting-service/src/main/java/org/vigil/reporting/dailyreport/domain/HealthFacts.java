package org.vigil.reporting.dailyreport.domain;

import java.util.Collection;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a department on a day, one fact for each record, in the order in which it was
 * last noted. A department may have thousands on one day.
 */
public final class HealthFacts {

  static final HealthFacts NONE = new HealthFacts(GrowingMap.empty());

  private final GrowingMap<HealthFact> byRecord;

  private HealthFacts(GrowingMap<HealthFact> byRecord) {
    this.byRecord = byRecord;
  }

  /** With this fact, instead of what was known from its record. */
  HealthFacts with(HealthFact fact) {
    return new HealthFacts(byRecord.with(fact.record(), fact));
  }

  /** Without what is known from this fact's record. */
  HealthFacts without(HealthFact fact) {
    return new HealthFacts(byRecord.without(fact.record()));
  }

  /** What is known from a record; null for nothing. */
  @Nullable HealthFact of(HealthFact.Kind kind, String id) {
    return byRecord.get(HealthFact.record(kind, id));
  }

  boolean contains(HealthFact fact) {
    return fact.equals(byRecord.get(fact.record()));
  }

  Collection<HealthFact> all() {
    return byRecord.values();
  }

  Stream<HealthFact> stream() {
    return all().stream();
  }
}
