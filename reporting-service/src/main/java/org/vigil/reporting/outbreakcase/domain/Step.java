package org.vigil.reporting.outbreakcase.domain;

/** What has to be done in a case, each within its own time. */
public enum Step {
  /** 隔离 */
  ISOLATION("reporting.case-isolate-within"),
  /** 报告卫生健康部门 */
  AUTHORITY_NOTICE("reporting.case-notify-authority-within"),
  /** 密切接触者排查 */
  CONTACT_LISTING("reporting.case-list-contacts-within"),
  /** 提出终末消毒 */
  DISINFECTION_REQUEST("reporting.case-request-disinfection-within"),
  /** 完成终末消毒 */
  DISINFECTION("reporting.case-disinfect-within"),
  /** 结案 */
  CLOSURE("reporting.case-close-within");

  private final String parameter;

  Step(String parameter) {
    this.parameter = parameter;
  }

  /** The parameter that says within which time. */
  public String parameter() {
    return parameter;
  }

  /** The deadline's name in the stream. */
  String deadline() {
    return "step-" + name();
  }
}
