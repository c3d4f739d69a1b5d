package org.vigil.disinfection.order.api;

/** What texts and codes may look like. */
public final class Texts {

  /** One line; control characters and half characters cannot be stored. */
  public static final String LINE = "[^\\p{Cntrl}\\p{Cs}]*";

  /** {@code GWYC}. */
  public static final String DEPARTMENT = "[A-Z0-9]{2,12}";

  /** Whoever did something, by a code and never by a name. */
  public static final String BY = "[A-Za-z0-9-]{1,40}";

  /** Codes of staff: never a name. */
  public static final String STAFF = "[A-Za-z0-9._-]{1,30}";

  /** The code of a room or a unit. */
  public static final String CODE = "[A-Z0-9-]{2,30}";

  /** The id of an order. */
  public static final String ID = "[0-9a-f-]{36}";

  private Texts() {}
}
