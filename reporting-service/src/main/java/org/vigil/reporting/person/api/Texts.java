package org.vigil.reporting.person.api;

/** What texts and codes may look like. Control characters and half characters cannot be stored. */
public final class Texts {

  /** One line. */
  public static final String LINE = "[^\\p{Cntrl}\\p{Cs}]*";

  /** Several lines. */
  public static final String LINES =
      "[^\\p{Cntrl}\\p{Cs}\\n\\r\\t]*(?:[\\n\\r\\t][^\\p{Cntrl}\\p{Cs}]*)*";

  /** {@code GWYC}. */
  public static final String DEPARTMENT = "[A-Z][A-Z0-9]{1,19}";

  /** An id of this or another service. */
  public static final String ID = "[A-Za-z0-9._:-]{1,120}";

  private Texts() {}
}
