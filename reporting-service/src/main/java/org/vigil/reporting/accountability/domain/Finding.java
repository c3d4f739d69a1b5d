package org.vigil.reporting.accountability.domain;

/** What a leader can find. */
public enum Finding {
  /** 成立 */
  UPHELD,
  /** 不成立 */
  NOT_UPHELD,
  /** 情有可原 */
  EXCUSABLE
}
