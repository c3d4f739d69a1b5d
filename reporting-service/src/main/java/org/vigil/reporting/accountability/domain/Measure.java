package org.vigil.reporting.accountability.domain;

/** The measures of section five; there are no others. */
public enum Measure {
  /** 通报批评 */
  NOTICE_OF_CRITICISM,
  /** 责令书面检讨 */
  WRITTEN_SELF_CRITICISM,
  /** 移送，依法依纪依规处理; for serious consequences only */
  REFERRAL
}
