package org.vigil.duty.directory.domain;

import static org.vigil.eventsourcing.Decision.accept;
import static org.vigil.eventsourcing.Decision.refuse;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.Decider;
import org.vigil.eventsourcing.Decision;
import org.vigil.eventsourcing.EventType;
import org.vigil.eventsourcing.Personal;
import org.vigil.eventsourcing.Personal.Mask;
import org.vigil.eventsourcing.Refusal;
import org.vigil.eventsourcing.Upcaster;

/**
 * A member of the staff; the stream's key is the pseudonym.
 *
 * @param particulars null before registration
 * @param verifiedAt when the phone was last found to reach the person; null if never, and again
 *     once the phone is another
 * @param leaves those that were not cancelled, by id
 * @param leftOn the first day on which the person does not belong to the bureau any more
 */
public record Person(
    @Nullable Particulars particulars,
    @Nullable Instant verifiedAt,
    Map<String, Days> leaves,
    @Nullable LocalDate leftOn) {

  public static final Category<Command, Person, Event> CATEGORY =
      Category.of("person", new Rules(), Event.class);

  public Person {
    leaves = Map.copyOf(leaves);
  }

  /** What can be asked of a person's entry. */
  public sealed interface Command {}

  /**
   * All that is said of a person, which is also the command that says it.
   *
   * @param phoneId the pseudonym of whoever is named by this phone alone; null without a phone
   */
  public record Particulars(
      String subjectId,
      String department,
      @Personal(mask = Mask.NAME) String name,
      @Personal String staffNo,
      @Personal(mask = Mask.PHONE) @Nullable String phone,
      @Nullable String phoneId)
      implements Command {}

  /**
   * 联系方式核实 (3.1-f): somebody has reached the person by the registered phone.
   *
   * @param how {@code CALL}, {@code MESSAGE} or {@code IN_PERSON}
   */
  public record VerifyContact(How how, Instant at) implements Command {}

  /** 请假: the person is not there on these days. */
  public record TakeLeave(String leaveId, Days days) implements Command {}

  /** The leave is not taken. */
  public record CancelLeave(String leaveId) implements Command {}

  /** 离职: from that day on the person does not belong to the bureau. */
  public record Depart(LocalDate on) implements Command {}

  /** Whole days; the last is included. */
  public record Days(LocalDate first, LocalDate last) {}

  /** How a contact was verified. */
  public enum How {
    CALL,
    MESSAGE,
    IN_PERSON
  }

  /** What happens to a person's entry. */
  public sealed interface Event {}

  /** 人员登记: from now on this holds of the person; who had left is back. */
  @EventType(value = "person-registered", version = 2, upcasters = NobodyWasKnownByThePhone.class)
  public record PersonRegistered(Particulars particulars) implements Event {}

  /** Who has a phone was not told before. Registering the person again tells it. */
  static final class NobodyWasKnownByThePhone implements Upcaster {
    @Override
    public Map<String, Object> upcast(Map<String, Object> fields) {
      return fields;
    }
  }

  /** 联系方式核实. */
  @EventType("contact-verified")
  public record ContactVerified(String subjectId, String department, How how, Instant at)
      implements Event {}

  /** The phone is another than the one that was verified. */
  @EventType("contact-verification-lapsed")
  public record ContactVerificationLapsed(String subjectId, String department) implements Event {}

  /** 请假. */
  @EventType("leave-registered")
  public record LeaveRegistered(String subjectId, String department, String leaveId, Days days)
      implements Event {}

  /** The leave is not taken. */
  @EventType("leave-cancelled")
  public record LeaveCancelled(String subjectId, String department, String leaveId)
      implements Event {}

  /** 离职. */
  @EventType("person-left")
  public record PersonLeft(String subjectId, String department, LocalDate on) implements Event {}

  /** Why something cannot be done with a person's entry: refused because … */
  public enum PersonRefusal implements Refusal {
    NO_SUCH_PERSON,
    NO_PHONE_TO_VERIFY,
    LEAVE_ENDS_BEFORE_IT_BEGINS,
    LEAVE_ALREADY_REGISTERED,
    NO_SUCH_LEAVE
  }

  private static final class Rules implements Decider<Command, Person, Event> {

    @Override
    public Person initialState() {
      return new Person(null, null, Map.of(), null);
    }

    @Override
    public Decision<Event> decide(Command command, Person state) {
      if (command instanceof Particulars wanted) {
        return register(wanted, state);
      }
      Particulars who = state.particulars();
      if (who == null) {
        return refuse(PersonRefusal.NO_SUCH_PERSON);
      }
      return switch (command) {
        case Particulars _ -> accept();
        case VerifyContact _ when who.phone() == null -> refuse(PersonRefusal.NO_PHONE_TO_VERIFY);
        case VerifyContact(var how, var at) ->
            accept(new ContactVerified(who.subjectId(), who.department(), how, at));
        case TakeLeave leave -> leave(leave, who, state);
        case CancelLeave(var id) ->
            state.leaves().containsKey(id)
                ? accept(new LeaveCancelled(who.subjectId(), who.department(), id))
                : refuse(PersonRefusal.NO_SUCH_LEAVE);
        case Depart(var on) ->
            on.equals(state.leftOn())
                ? accept()
                : accept(new PersonLeft(who.subjectId(), who.department(), on));
      };
    }

    private static Decision<Event> register(Particulars wanted, Person state) {
      Particulars before = state.particulars();
      if (wanted.equals(before) && state.leftOn() == null) {
        return accept();
      }
      boolean samePhone = before != null && Objects.equals(before.phone(), wanted.phone());
      return state.verifiedAt() == null || samePhone
          ? accept(new PersonRegistered(wanted))
          : accept(
              new PersonRegistered(wanted),
              new ContactVerificationLapsed(wanted.subjectId(), wanted.department()));
    }

    private static Decision<Event> leave(TakeLeave leave, Particulars who, Person state) {
      if (leave.days().last().isBefore(leave.days().first())) {
        return refuse(PersonRefusal.LEAVE_ENDS_BEFORE_IT_BEGINS);
      }
      return state.leaves().containsKey(leave.leaveId())
          ? refuse(PersonRefusal.LEAVE_ALREADY_REGISTERED)
          : accept(
              new LeaveRegistered(
                  who.subjectId(), who.department(), leave.leaveId(), leave.days()));
    }

    @Override
    public Person evolve(Person state, Event event) {
      return switch (event) {
        case PersonRegistered(var particulars) ->
            new Person(particulars, state.verifiedAt(), state.leaves(), null);
        case ContactVerificationLapsed _ ->
            new Person(state.particulars(), null, state.leaves(), state.leftOn());
        case ContactVerified verified ->
            new Person(state.particulars(), verified.at(), state.leaves(), state.leftOn());
        case LeaveRegistered leave -> {
          Map<String, Days> leaves = new HashMap<>(state.leaves());
          leaves.put(leave.leaveId(), leave.days());
          yield new Person(state.particulars(), state.verifiedAt(), leaves, state.leftOn());
        }
        case LeaveCancelled cancelled -> {
          Map<String, Days> leaves = new HashMap<>(state.leaves());
          leaves.remove(cancelled.leaveId());
          yield new Person(state.particulars(), state.verifiedAt(), leaves, state.leftOn());
        }
        case PersonLeft left ->
            new Person(state.particulars(), state.verifiedAt(), state.leaves(), left.on());
      };
    }
  }
}
