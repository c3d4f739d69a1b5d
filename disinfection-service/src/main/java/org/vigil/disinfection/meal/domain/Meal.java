package org.vigil.disinfection.meal.domain;

/** 早餐, 午餐, 晚餐. */
public enum Meal {
  BREAKFAST,
  LUNCH,
  DINNER
}
