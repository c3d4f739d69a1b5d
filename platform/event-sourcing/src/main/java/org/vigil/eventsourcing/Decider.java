package org.vigil.eventsourcing;

/**
 * The rules of one kind of stream, as three pure functions: no clock, no random, no I/O.
 *
 * @param <C> the commands, a sealed interface of records named in the imperative
 * @param <S> the state, sealed, one record per stage of the life cycle
 * @param <E> the events, a sealed interface of records in the past tense
 */
public interface Decider<C, S, E> {

  /** The state of a stream that has no events. */
  S initialState();

  /**
   * Decides what a command does. An acceptance without events means that what was asked already
   * holds.
   */
  Decision<E> decide(C command, S state);

  /** The state after one more event. It never refuses: what was recorded has happened. */
  S evolve(S state, E event);
}
