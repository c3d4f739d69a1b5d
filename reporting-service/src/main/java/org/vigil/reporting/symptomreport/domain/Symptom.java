package org.vigil.reporting.symptomreport.domain;

/** The three that the plan names, and any other, which needs a note. */
public enum Symptom {
  FEVER,
  COUGH,
  RUNNY_NOSE,
  OTHER
}
