package org.vigil.disinfection.ppe.domain;

/** What a unit does for others. The canteen's checks are those of 3.8-c. */
public enum UnitKind {
  /** 餐厅. */
  CANTEEN,
  /** 会议服务. */
  MEETING_SERVICE,
  /** 保洁. */
  CLEANING,
  /** 安保. */
  SECURITY,
  /** 其他服务保障. */
  OTHER
}
