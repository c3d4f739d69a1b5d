package org.vigil.eventsourcing;

/**
 * Why a command was refused: an enum constant that finishes the sentence "refused because …". Its
 * name in kebab case is the stable {@code code} that callers see; texts live in the service's
 * problem bundle.
 */
public interface Refusal {

  /** The constant's name, as {@link Enum#name()} gives it. */
  String name();
}
