package org.vigil.reporting.intake;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.EventType;

/** duty-service: who leads a department from when to when, instead of what was said before. */
@EventType("department-arranged")
public record DepartmentArranged(Arrangement arrangement) {

  /** What is said of a department. */
  public record Arrangement(String code, List<Post> posts) {}

  /**
   * A term of office.
   *
   * @param role {@code HEAD} or {@code DEPUTY}
   * @param name as duty-service shows it, {@code 赵*}
   * @param until the first day that does not belong to it; null for no end
   */
  public record Post(
      String role,
      String subjectId,
      @Nullable String name,
      LocalDate from,
      @Nullable LocalDate until) {}
}
