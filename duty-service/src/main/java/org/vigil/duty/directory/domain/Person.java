package org.vigil.duty.directory.domain;

import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.Decider;
import org.vigil.eventsourcing.Decision;
import org.vigil.eventsourcing.EventType;
import org.vigil.eventsourcing.Personal;
import org.vigil.eventsourcing.Personal.Mask;

/** A member of the staff; the stream's key is the pseudonym. Null before registration. */
public record Person(@Nullable Particulars particulars) {

  public static final Category<Particulars, Person, Event> CATEGORY =
      Category.of("person", new Rules(), Event.class);

  /** All that is said of a person, which is also the command that says it. */
  public record Particulars(
      String subjectId,
      String department,
      @Personal(mask = Mask.NAME) String name,
      @Personal String staffNo,
      @Personal(mask = Mask.PHONE) @Nullable String phone) {}

  /** What happens to a person's entry. */
  public sealed interface Event {}

  /** 人员登记: from now on this holds of the person. */
  @EventType("person-registered")
  public record PersonRegistered(Particulars particulars) implements Event {}

  private static final class Rules implements Decider<Particulars, Person, Event> {

    @Override
    public Person initialState() {
      return new Person(null);
    }

    @Override
    public Decision<Event> decide(Particulars wanted, Person state) {
      return wanted.equals(state.particulars())
          ? Decision.accept()
          : Decision.accept(new PersonRegistered(wanted));
    }

    @Override
    public Person evolve(Person state, Event event) {
      return switch (event) {
        case PersonRegistered(var particulars) -> new Person(particulars);
      };
    }
  }
}
