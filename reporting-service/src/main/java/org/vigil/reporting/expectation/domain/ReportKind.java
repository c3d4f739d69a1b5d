package org.vigil.reporting.expectation.domain;

/** The three kinds of people of whom the office is to be told (3.11-b). */
public enum ReportKind {
  /** 发烧、咳嗽、流涕. */
  SYMPTOM,
  /** 密切接触者. */
  CONTACT,
  /** 重点疫区返回人员. */
  RETURNEE
}
