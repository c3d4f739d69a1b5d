package org.vigil.supplies.stock.domain;

/**
 * Whose account has said for whom something was issued. Only the person's own department shows by
 * it that it knew.
 */
public enum EnteredBy {
  /** The person's own department. */
  DEPARTMENT,
  /** The department that keeps the item, at the other's word. */
  KEEPER,
  /** The leading group's office. */
  OFFICE
}
