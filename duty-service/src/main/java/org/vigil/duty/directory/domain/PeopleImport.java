package org.vigil.duty.directory.domain;

import java.util.List;
import org.vigil.duty.directory.domain.Person.Particulars;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.Decider;
import org.vigil.eventsourcing.Decision;
import org.vigil.eventsourcing.EventType;

/**
 * A list of people that was imported as a whole: all of it is recorded at once or nothing is, and
 * each person's entry follows from it. The stream's key is the file's; importing it again says the
 * same of the same people again.
 *
 * @param times how often it was imported
 */
public record PeopleImport(int times) {

  public static final Category<ImportPeople, PeopleImport, Event> CATEGORY =
      Category.of("people-import", new Rules(), Event.class);

  /** Imports a list that was found without a mistake. */
  public record ImportPeople(List<Particulars> people) {
    public ImportPeople {
      people = List.copyOf(people);
    }
  }

  /** What happens to a list. */
  public sealed interface Event {}

  /** 人员名单导入: from now on this holds of these people. */
  @EventType(
      value = "people-imported",
      version = 2,
      upcasters = Person.NobodyWasKnownByThePhone.class)
  public record PeopleImported(List<Particulars> people) implements Event {
    public PeopleImported {
      people = List.copyOf(people);
    }
  }

  private static final class Rules implements Decider<ImportPeople, PeopleImport, Event> {

    @Override
    public PeopleImport initialState() {
      return new PeopleImport(0);
    }

    @Override
    public Decision<Event> decide(ImportPeople command, PeopleImport state) {
      return Decision.accept(new PeopleImported(command.people()));
    }

    @Override
    public PeopleImport evolve(PeopleImport state, Event event) {
      return new PeopleImport(state.times() + 1);
    }
  }
}
