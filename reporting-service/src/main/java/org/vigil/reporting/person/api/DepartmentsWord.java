package org.vigil.reporting.person.api;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigil.edge.Caller;
import org.vigil.edge.Problem;
import org.vigil.edge.Roles;
import org.vigil.edge.Violation;
import org.vigil.reporting.person.domain.Channel;

/** A department speaks for itself: the office only takes down what it is told on the phone. */
public final class DepartmentsWord {

  private DepartmentsWord() {}

  /**
   * Whether the office has taken down a department's word on the phone; else the department says it
   * itself.
   *
   * @param channel how it came; null for the caller's own system
   * @throws Problem 403 {@code department-speaks-for-itself} for the office without a call, {@code
   *     other-department} for another department; 400 for a department that takes a call
   */
  public static boolean byPhone(Caller caller, String department, @Nullable Channel channel) {
    caller.mustActFor(department);
    boolean own =
        caller.has(Roles.DEPARTMENT) && caller.department().filter(department::equals).isPresent();
    if (channel == Channel.PHONE) {
      mistakenCall(caller, channel)
          .ifPresent(
              violation -> {
                throw Problem.invalid(List.of(violation));
              });
      return true;
    }
    if (!own) {
      throw Problem.of(403, "department-speaks-for-itself");
    }
    return false;
  }

  /** What is wrong with a channel: only the office takes calls. */
  public static Optional<Violation> mistakenCall(Caller caller, @Nullable Channel channel) {
    return channel == Channel.PHONE && !caller.has(Roles.OFFICE)
        ? Optional.of(Violation.of("/channel", "only-the-office-takes-calls"))
        : Optional.empty();
  }
}
