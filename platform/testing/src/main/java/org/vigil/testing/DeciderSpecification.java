package org.vigil.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.vigil.eventsourcing.Decider;
import org.vigil.eventsourcing.Decision;
import org.vigil.eventsourcing.Refusal;

/**
 * Given events, when a command, then events or a refusal: {@code given(decider,
 * events).when(command).then(events)}. No infrastructure.
 */
public final class DeciderSpecification {

  private DeciderSpecification() {}

  /** A stream with this history. */
  @SafeVarargs
  @SuppressWarnings("varargs")
  public static <C, S, E> Given<C, S, E> given(Decider<C, S, E> decider, E... history) {
    S state = decider.initialState();
    for (E event : List.of(history)) {
      state = decider.evolve(state, event);
    }
    return new Given<>(decider, state);
  }

  /** The state that the history leads to. */
  public record Given<C, S, E>(Decider<C, S, E> decider, S state) {

    public When<E> when(C command) {
      return new When<>(decider.decide(command, state));
    }
  }

  /** What the command led to. */
  public record When<E>(Decision<E> decision) {

    /** Exactly these events, in this order. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public final void then(E... events) {
      assertThat(decision).isEqualTo(Decision.acceptAll(List.of(events)));
    }

    /** Accepted, and nothing was left to do. */
    public void thenNothingHappened() {
      assertThat(decision).isEqualTo(Decision.acceptAll(List.of()));
    }

    public void thenRefused(Refusal reason) {
      assertThat(decision)
          .isInstanceOfSatisfying(
              Decision.Refused.class, refused -> assertThat(refused.reason()).isEqualTo(reason));
    }
  }
}
