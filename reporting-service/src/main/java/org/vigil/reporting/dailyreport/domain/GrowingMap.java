package org.vigil.reporting.dailyreport.domain;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A map that never changes and is cheap to make another of with one entry more or less: the newest
 * entries lie apart from the others, which both maps share. In the order in which entries were put.
 */
final class GrowingMap<V> extends AbstractMap<String, V> {

  /** So many entries are copied at a time; the others only once for each so many. */
  private static final int APART = 64;

  private final Map<String, V> base;

  /** What has changed since; null is for what is not there any more. */
  private final Map<String, @Nullable V> newest;

  private GrowingMap(Map<String, V> base, Map<String, @Nullable V> newest) {
    this.base = base;
    this.newest = newest;
  }

  static <V> GrowingMap<V> empty() {
    return new GrowingMap<>(Map.of(), Map.of());
  }

  /** With this entry at the end, instead of any other under its key. */
  GrowingMap<V> with(String key, V value) {
    return changed(key, value);
  }

  GrowingMap<V> without(String key) {
    return containsKey(key) ? changed(key, null) : this;
  }

  private GrowingMap<V> changed(String key, @Nullable V value) {
    Map<String, @Nullable V> changes = new LinkedHashMap<>(newest);
    changes.remove(key);
    changes.put(key, value);
    return changes.size() < APART
        ? new GrowingMap<>(base, changes)
        : new GrowingMap<>(all(base, changes), Map.of());
  }

  private static <V> Map<String, V> all(Map<String, V> base, Map<String, @Nullable V> newest) {
    Map<String, V> all = new LinkedHashMap<>(base);
    newest.forEach(
        (key, value) -> {
          all.remove(key);
          if (value != null) {
            all.put(key, value);
          }
        });
    return all;
  }

  @Override
  public @Nullable V get(@Nullable Object key) {
    return newest.containsKey(key) ? newest.get(key) : base.get(key);
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return get(key) != null;
  }

  @Override
  public Set<Entry<String, V>> entrySet() {
    return Collections.unmodifiableMap(all(base, newest)).entrySet();
  }
}
