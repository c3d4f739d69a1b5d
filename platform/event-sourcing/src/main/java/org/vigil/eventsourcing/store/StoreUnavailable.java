package org.vigil.eventsourcing.store;

import java.sql.SQLException;

/**
 * The database could not be reached or did not answer in time. What was asked may be asked again;
 * where it was an append, its command key tells whether it was done.
 */
public final class StoreUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StoreUnavailable(SQLException cause) {
    super("the event store is unavailable (SQL state " + cause.getSQLState() + ")", cause);
  }
}
