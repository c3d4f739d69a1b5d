package org.vigil.duty.anomaly.domain;

/** What kind of thing is out of order. */
public enum AnomalyKind {
  PERSON,
  FACILITY,
  SECURITY,
  SUPPLY,
  EPIDEMIC,
  OTHER
}
