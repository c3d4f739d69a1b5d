package org.vigil.reporting.escalation.domain;

/** The levels of the chain, lowest first. */
public enum Level {
  /** The post: the person responsible, or on duty. */
  L0,
  /** The department's head, who answers for it first. */
  L1,
  /** The leading group's office. */
  L2,
  /** The deputy leader in charge of the department. */
  L3,
  /** The executive deputy leader. */
  L4,
  /** The leader. */
  L5
}
