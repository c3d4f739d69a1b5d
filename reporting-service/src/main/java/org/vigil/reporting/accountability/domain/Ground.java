package org.vigil.reporting.accountability.domain;

/** The grounds of section five, in the plan's own words. */
public enum Ground {
  NEGLECT("5-1", "思想不重视、工作不落实、措施不到位", "Duties neglected"),
  ABANDONED_POST("5-2", "擅离职守", "Post abandoned"),
  DERELICTION("5-3", "失职渎职", "Dereliction of duty"),
  REFUSED_DISPATCH("5-4", "缺乏大局观念、不服从统一指挥和调度", "Orders not followed"),
  BUCK_PASSING("5-5", "推诿扯皮延误防治救治", "Responsibility passed on"),
  REPORTING_BREACH("5-6", "不执行疫情报告制度，缓报、漏报、瞒报", "Reports late, missing or concealed"),
  MISINFORMATION("5-7", "传播失实信息、影响社会稳定", "Untrue information spread"),
  OTHER_BREACH("5-8", "不执行防疫其他规定", "Another rule not followed");

  private final String obligation;
  private final String zh;
  private final String en;

  Ground(String obligation, String zh, String en) {
    this.obligation = obligation;
    this.zh = zh;
    this.en = en;
  }

  /** Its id in the trace table of the plan. */
  public String obligation() {
    return obligation;
  }

  public String zh() {
    return zh;
  }

  public String en() {
    return en;
  }
}
