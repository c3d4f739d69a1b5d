package org.vigil.eventsourcing.store;

/**
 * A newer release has recorded what this one does not read; while an upgrade runs, a replica of
 * that release goes on. HTTP 503.
 */
public final class NewerRelease extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public NewerRelease(String storedType) {
    super(storedType + " is of a newer release");
  }
}
