package org.vigil.eventsourcing.lease;

/**
 * A lease that was held when it was taken or last renewed. Only a write that checks the epoch in
 * the same statement knows whether it still is: see {@link #CHECK}.
 *
 * @param epoch grows with every change of holder
 */
public record Lease(String name, String holder, long epoch) {

  /** A condition for a cursor's update: parameters are the name and the epoch. */
  public static final String CHECK =
      "exists (select 1 from lease where lease.name = ? and lease.epoch = ?)";
}
