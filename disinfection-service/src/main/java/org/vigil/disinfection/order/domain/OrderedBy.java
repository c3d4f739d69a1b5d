package org.vigil.disinfection.order.domain;

/** Whose account gave an order. Only the department's own shows that the department knew. */
public enum OrderedBy {
  /** The department that asks for it. */
  DEPARTMENT,
  /** Whoever carries it out, at the department's word. */
  PROVIDER,
  /** The leading group's office. */
  OFFICE
}
