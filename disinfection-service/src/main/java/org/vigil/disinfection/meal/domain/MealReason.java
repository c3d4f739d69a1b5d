package org.vigil.disinfection.meal.domain;

/** Why somebody eats apart. */
public enum MealReason {
  /** 密切接触者, 次密接. */
  CONTACT,
  /** 发烧、咳嗽、流涕. */
  SYMPTOM,
  /** 隔离 or 健康观察 that somebody else has ordered. */
  ISOLATION,
  /** None of these; a note says what. */
  OTHER;

  /** Whether it says by itself that there is something to report. */
  public boolean isToBeReported() {
    return this != OTHER;
  }
}
