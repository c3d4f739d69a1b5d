package org.vigil.reporting.intake;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.EventType;

/** duty-service: what holds of a department from now on. */
@EventType("department-defined")
public record DepartmentDefined(Definition definition) {

  /**
   * @param aliases other names under which documents speak of it
   * @param head who answers for it first (4.2); null while nobody is named
   */
  public record Definition(
      String code, String name, List<String> aliases, boolean active, @Nullable Head head) {}

  /**
   * @param name as duty-service shows it, {@code 赵*}
   */
  public record Head(String subjectId, @Nullable String name) {}
}
