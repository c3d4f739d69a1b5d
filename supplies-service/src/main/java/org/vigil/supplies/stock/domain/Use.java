package org.vigil.supplies.stock.domain;

/** Why something is issued, out of a list (用途). */
public enum Use {
  /** 值班. */
  DUTY,
  /** 消杀. */
  ROUNDS,
  /** 日常防护. */
  PROTECTION,
  /** 发烧、咳嗽、流涕: an antigen test or a medicine for somebody who has them. */
  SYMPTOMS,
  /** 密切接触者, 次密接. */
  CONTACT,
  /** 隔离 or 健康观察: what somebody needs who is kept apart. */
  ISOLATION;

  /** Whether it is for one person, of whom there is something to report then (3.11-b). */
  public boolean isForPerson() {
    return switch (this) {
      case DUTY, ROUNDS, PROTECTION -> false;
      case SYMPTOMS, CONTACT, ISOLATION -> true;
    };
  }
}
