package org.vigil.edge;

/** The roles that a token may carry. */
public final class Roles {

  /** A department's system; acts for the department in the token. */
  public static final String DEPARTMENT = "department";

  /** The leading group's office. */
  public static final String OFFICE = "office";

  /** A member of the leading group. */
  public static final String LEADER = "leader";

  /** Reads records, decides nothing. */
  public static final String AUDITOR = "auditor";

  /** Runs the services, sees no personal data. */
  public static final String OPS = "ops";

  private Roles() {}
}
