package org.vigil.reporting.outing.domain;

/** The level of a designated area, as its list says. Low risk asks for nothing. */
public enum RiskLevel {
  HIGH,
  MEDIUM
}
