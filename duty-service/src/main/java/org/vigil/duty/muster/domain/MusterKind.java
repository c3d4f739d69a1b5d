package org.vigil.duty.muster.domain;

/** What a muster is for: a drill is told apart from the real thing in everything that follows. */
public enum MusterKind {
  /** 演练. */
  DRILL,
  /** 实战. */
  REAL
}
