package org.vigil.reporting.rows;

/**
 * Lets a policy read a view that has seen all that the policy has seen. Two policies that look for
 * each other's events in views then cannot miss each other: the later of the two events finds the
 * earlier one.
 */
@FunctionalInterface
public interface CaughtUp {

  /**
   * Returns when the projection has come to the position.
   *
   * @throws org.vigil.eventsourcing.CommandHandler.Busy if it does not come in time; the policy is
   *     asked again
   */
  void await(String projection, long position);
}
