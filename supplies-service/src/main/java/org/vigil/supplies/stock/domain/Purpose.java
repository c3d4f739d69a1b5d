package org.vigil.supplies.stock.domain;

import org.jspecify.annotations.Nullable;

/**
 * For whom and why something is issued. Where it is for a person, all of it is the person's.
 *
 * @param text in words; null where it is for a person
 * @param use out of the list; null where it is not said, or for a person
 * @param recipient null for nobody in particular
 */
public record Purpose(@Nullable String text, @Nullable Use use, @Nullable Recipient recipient) {

  /** Of what was never issued. */
  static final Purpose NONE = new Purpose(null, null, null);

  /** For nobody in particular. */
  public static Purpose of(String text, @Nullable Use use) {
    return new Purpose(text, use, null);
  }

  /** For somebody. */
  public static Purpose of(Recipient recipient) {
    return new Purpose(null, null, recipient);
  }
}
