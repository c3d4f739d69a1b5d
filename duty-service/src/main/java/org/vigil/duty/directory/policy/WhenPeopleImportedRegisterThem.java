package org.vigil.duty.directory.policy;

import java.util.List;
import java.util.Set;
import org.vigil.duty.directory.domain.PeopleImport.PeopleImported;
import org.vigil.duty.directory.domain.Person;
import org.vigil.eventsourcing.Policy;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;

/** Each person of an imported list gets an entry; it cannot be refused, so none is left out. */
public final class WhenPeopleImportedRegisterThem implements Policy {

  @Override
  public String name() {
    return "when-people-imported-register-them";
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(PeopleImported.class);
  }

  @Override
  public List<Intent<?>> react(Recorded<Object> recorded) {
    return recorded.event() instanceof PeopleImported(var people)
        ? people.stream()
            .<Intent<?>>map(
                one -> new Intent<>(new StreamId(Person.CATEGORY.name(), one.subjectId()), one))
            .toList()
        : List.of();
  }
}
