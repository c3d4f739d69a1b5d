package org.vigil.eventsourcing;

import java.util.regex.Pattern;

/**
 * Names one stream. Its text, {@code category/key}, is stored, published as the Kafka key and shown
 * to callers, so a key is an opaque id or a code of the business and never personal data.
 *
 * @param category the kind of stream in kebab case, {@code symptom-report}
 * @param key at most 120 characters of letters, digits, {@code . _ : -}
 */
public record StreamId(String category, String key) {

  private static final Pattern CATEGORY = Pattern.compile("[a-z][a-z0-9-]{0,39}");
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._:-]{1,120}");

  public StreamId {
    if (!CATEGORY.matcher(category).matches() || !KEY.matcher(key).matches()) {
      throw new IllegalArgumentException("not a stream id");
    }
  }

  /** The inverse of {@link #toString()}. */
  public static StreamId parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("not a stream id");
    }
    return new StreamId(text.substring(0, slash), text.substring(slash + 1));
  }

  @Override
  public String toString() {
    return category + "/" + key;
  }
}
