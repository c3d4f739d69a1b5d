package org.vigil.eventsourcing.vault;

/** The service was given a master key that does not open its vault. Nothing has been written. */
public final class WrongMasterKey extends RuntimeException {
  private static final long serialVersionUID = 1L;

  WrongMasterKey(String message) {
    super(message);
  }
}
