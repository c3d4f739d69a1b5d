package org.vigil.reporting.dailyreport.domain;

import org.vigil.eventsourcing.Personal;
import org.vigil.eventsourcing.Personal.Mask;

/** Who answers for a daily report (4.2-b). */
public record Signature(String subjectId, @Personal(mask = Mask.NAME) String name, As as) {

  /** In which capacity somebody signs. */
  public enum As {
    /** 第一责任人. */
    HEAD,
    /** Named by the department for a time. */
    DEPUTY
  }
}
