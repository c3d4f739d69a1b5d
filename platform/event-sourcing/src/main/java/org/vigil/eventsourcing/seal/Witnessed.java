package org.vigil.eventsourcing.seal;

/**
 * A seal as somebody else has kept it.
 *
 * @param witness who, for instance the name of another service
 */
public record Witnessed(String witness, Seal seal) {}
