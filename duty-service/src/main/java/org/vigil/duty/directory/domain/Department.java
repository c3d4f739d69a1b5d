package org.vigil.duty.directory.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigil.duty.directory.domain.HandoverCommand.AcceptHandover;
import org.vigil.duty.directory.domain.HandoverCommand.NoteSilence;
import org.vigil.duty.directory.domain.HandoverEvent.ResponsibilityHandoverAccepted;
import org.vigil.duty.directory.domain.HandoverEvent.ResponsibilityHandoverDeclined;
import org.vigil.duty.directory.domain.HandoverEvent.ResponsibilityHandoverOffered;
import org.vigil.duty.directory.domain.HandoverEvent.ResponsibilityHandoverUnanswered;
import org.vigil.duty.directory.domain.HandoverEvent.ResponsibilityHandoverWithdrawn;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.Decider;
import org.vigil.eventsourcing.Decision;
import org.vigil.eventsourcing.EventType;
import org.vigil.eventsourcing.Personal;
import org.vigil.eventsourcing.Personal.Mask;
import org.vigil.eventsourcing.Refusal;

/**
 * A department of the bureau; the stream's key is its code.
 *
 * @param definition null before it is defined
 * @param arrangement null while nobody has said more than that
 * @param offers hand-overs of responsibility that nobody has answered, by id
 * @param handovers those that were signed, in that order
 */
public record Department(
    @Nullable Definition definition,
    @Nullable Arrangement arrangement,
    Map<String, ResponsibilityHandoverOffered> offers,
    List<Handover> handovers) {

  public static final Category<Command, Department, Event> CATEGORY =
      new Category<>(
          "department",
          new Rules(),
          Event.class,
          event -> event instanceof HandoverEvent one ? Handovers.deadlines(one) : List.of(),
          (handover, _) -> new NoteSilence(handover));

  public Department {
    offers = Map.copyOf(offers);
    handovers = List.copyOf(handovers);
  }

  /** Who leads it when. */
  public Leadership leadership() {
    return new Leadership(
        definition == null ? null : definition.head(),
        arrangement == null ? List.of() : arrangement.posts(),
        handovers);
  }

  boolean knows(String handoverId) {
    return offers.containsKey(handoverId)
        || handovers.stream().anyMatch(one -> one.id().equals(handoverId));
  }

  boolean hasSigned(AcceptHandover accept) {
    return handovers.stream()
        .anyMatch(
            one ->
                one.id().equals(accept.handoverId())
                    && one.receiver().subjectId().equals(accept.receiver()));
  }

  /** What can be said of a department. */
  public sealed interface Command permits Definition, Arrangement, Listing, HandoverCommand {}

  /**
   * All that is said of a department, which is also the command that says it.
   *
   * @param aliases other names under which documents speak of it
   * @param head who answers for it first (4.2); null while nobody is named
   */
  public record Definition(
      String code, String name, List<String> aliases, boolean active, @Nullable Head head)
      implements Command {
    public Definition {
      aliases = List.copyOf(aliases);
    }
  }

  /** The department's head. */
  public record Head(String subjectId, @Personal(mask = Mask.NAME) String name) {}

  /**
   * 科室设置: where it belongs and who leads it from when to when, which is also the command that says
   * it. It holds instead of what was arranged before.
   *
   * @param parent the department above it; null for none
   */
  public record Arrangement(String code, @Nullable String parent, List<Post> posts)
      implements Command {
    public Arrangement {
      posts = List.copyOf(posts);
    }
  }

  /**
   * Who holds a post of a department.
   *
   * @param until the first day on which it is not the person's any more; null for no end
   */
  public record Post(
      Role role,
      String subjectId,
      @Personal(mask = Mask.NAME) String name,
      LocalDate from,
      @Nullable LocalDate until) {

    boolean holdsOn(LocalDate day) {
      return !from.isAfter(day) && (until == null || until.isAfter(day));
    }
  }

  /**
   * What a list of departments says of one. Who leads it is not in a list, and stays; it cannot be
   * refused, since the list was looked at as a whole before.
   *
   * @param parent the department above it; null for none
   */
  public record Listing(
      String code, String name, List<String> aliases, boolean active, @Nullable String parent)
      implements Command {
    public Listing {
      aliases = List.copyOf(aliases);
    }
  }

  /** Who leads a department. */
  public enum Role {
    HEAD,
    DEPUTY
  }

  /** Why something cannot be said of a department: refused because … */
  public enum DepartmentRefusal implements Refusal {
    NO_SUCH_DEPARTMENT,
    DEPARTMENT_ABOVE_ITSELF,
    POST_ENDS_BEFORE_IT_BEGINS,
    TWO_HEADS_AT_ONCE
  }

  /** What happens to a department. */
  public sealed interface Event permits DepartmentDefined, DepartmentArranged, HandoverEvent {}

  /** 科室登记: from now on this holds of it. */
  @EventType("department-defined")
  public record DepartmentDefined(Definition definition) implements Event {}

  /** 科室设置. */
  @EventType("department-arranged")
  public record DepartmentArranged(Arrangement arrangement) implements Event {}

  private static final class Rules implements Decider<Command, Department, Event> {

    @Override
    public Department initialState() {
      return new Department(null, null, Map.of(), List.of());
    }

    @Override
    public Decision<Event> decide(Command command, Department state) {
      return switch (command) {
        case Definition wanted ->
            wanted.equals(state.definition())
                ? Decision.accept()
                : Decision.accept(new DepartmentDefined(wanted));
        case Arrangement _ when state.definition() == null ->
            Decision.refuse(DepartmentRefusal.NO_SUCH_DEPARTMENT);
        case Arrangement wanted when wrongIn(wanted).isPresent() ->
            Decision.refuse(wrongIn(wanted).get());
        case Arrangement wanted ->
            wanted.equals(state.arrangement())
                ? Decision.accept()
                : Decision.accept(new DepartmentArranged(wanted));
        case Listing listed -> Decision.acceptAll(list(listed, state));
        case HandoverCommand handover -> Handovers.decide(handover, state);
      };
    }

    private static List<Event> list(Listing listed, Department state) {
      Definition before = state.definition();
      Definition wanted =
          new Definition(
              listed.code(),
              listed.name(),
              listed.aliases(),
              listed.active(),
              before == null ? null : before.head());
      Arrangement arranged = state.arrangement();
      String parent = arranged == null ? null : arranged.parent();
      List<Event> events = new ArrayList<>();
      if (!wanted.equals(before)) {
        events.add(new DepartmentDefined(wanted));
      }
      if (!Objects.equals(listed.parent(), parent)) {
        events.add(
            new DepartmentArranged(
                new Arrangement(
                    listed.code(),
                    listed.parent(),
                    arranged == null ? List.of() : arranged.posts())));
      }
      return events;
    }

    private static Optional<DepartmentRefusal> wrongIn(Arrangement wanted) {
      if (wanted.code().equals(wanted.parent())) {
        return Optional.of(DepartmentRefusal.DEPARTMENT_ABOVE_ITSELF);
      }
      List<Post> heads =
          wanted.posts().stream()
              .filter(post -> post.role() == Role.HEAD)
              .sorted(Comparator.comparing(Post::from))
              .toList();
      for (Post post : wanted.posts()) {
        if (post.until() != null && !post.from().isBefore(post.until())) {
          return Optional.of(DepartmentRefusal.POST_ENDS_BEFORE_IT_BEGINS);
        }
      }
      for (int i = 1; i < heads.size(); i++) {
        LocalDate end = heads.get(i - 1).until();
        if (end == null || heads.get(i).from().isBefore(end)) {
          return Optional.of(DepartmentRefusal.TWO_HEADS_AT_ONCE);
        }
      }
      return Optional.empty();
    }

    @Override
    public Department evolve(Department state, Event event) {
      return switch (event) {
        case DepartmentDefined(var definition) ->
            new Department(definition, state.arrangement(), state.offers(), state.handovers());
        case DepartmentArranged(var arrangement) ->
            new Department(state.definition(), arrangement, state.offers(), state.handovers());
        case ResponsibilityHandoverOffered offered -> {
          Map<String, ResponsibilityHandoverOffered> offers = new HashMap<>(state.offers());
          offers.put(offered.handoverId(), offered);
          yield new Department(state.definition(), state.arrangement(), offers, state.handovers());
        }
        case ResponsibilityHandoverAccepted accepted -> {
          List<Handover> handovers = new ArrayList<>(state.handovers());
          handovers.add(
              new Handover(
                  accepted.handoverId(),
                  accepted.role(),
                  accepted.subjectId(),
                  accepted.receiver(),
                  accepted.term(),
                  accepted.from(),
                  accepted.until()));
          yield without(accepted.handoverId(), state, handovers);
        }
        case ResponsibilityHandoverDeclined(var id, _, _, _) ->
            without(id, state, state.handovers());
        case ResponsibilityHandoverWithdrawn(var id, _, _, _) ->
            without(id, state, state.handovers());
        case ResponsibilityHandoverUnanswered _ -> state;
      };
    }

    private static Department without(String offer, Department state, List<Handover> handovers) {
      Map<String, ResponsibilityHandoverOffered> offers = new HashMap<>(state.offers());
      offers.remove(offer);
      return new Department(state.definition(), state.arrangement(), offers, handovers);
    }
  }
}
