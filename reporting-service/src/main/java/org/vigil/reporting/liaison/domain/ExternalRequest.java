package org.vigil.reporting.liaison.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.DeadlineRule.Change;
import org.vigil.eventsourcing.Decider;
import org.vigil.eventsourcing.Decision;
import org.vigil.eventsourcing.EventType;
import org.vigil.eventsourcing.Personal;
import org.vigil.eventsourcing.Refusal;
import org.vigil.reporting.parameter.domain.CitesRule;
import org.vigil.reporting.parameter.domain.Rule;
import org.vigil.reporting.person.domain.NobodyWasNamed;

/** What an outside body asks of the bureau, until it is done (3.6-c). */
public sealed interface ExternalRequest {

  /** The time to say that it has arrived. */
  String ACKNOWLEDGE_WITHIN = "reporting.external-request-acknowledge-within";

  /** The time to do it where the body names none. */
  String FULFIL_WITHIN = "reporting.external-request-fulfil-within";

  String ACKNOWLEDGEMENT = "acknowledgement";
  String FULFILMENT = "fulfilment";

  Category<Command, ExternalRequest, Event> CATEGORY =
      new Category<>(
          "external-request",
          new Rules(),
          Event.class,
          ExternalRequest::deadlines,
          (name, dueAt) ->
              name.equals(ACKNOWLEDGEMENT)
                  ? new DetectUnacknowledged(dueAt)
                  : new DetectUnfulfilled(dueAt));

  private static List<Change> deadlines(Event event) {
    return switch (event) {
      case ExternalRequestReceived received ->
          List.of(
              new Change.Schedule(ACKNOWLEDGEMENT, received.acknowledgeBy()),
              new Change.Schedule(FULFILMENT, received.fulfilBy()));
      case ExternalRequestAcknowledged _ -> List.of(new Change.Cancel(ACKNOWLEDGEMENT));
      case ExternalRequestFulfilled _ ->
          List.of(new Change.Cancel(ACKNOWLEDGEMENT), new Change.Cancel(FULFILMENT));
      case ExternalRequestUnacknowledged _, ExternalRequestOverdue _ -> List.of();
    };
  }

  record NotReceived() implements ExternalRequest {}

  record Open(ExternalRequestReceived received, boolean acknowledged) implements ExternalRequest {}

  record Fulfilled(ExternalRequestReceived received) implements ExternalRequest {}

  /** What can be asked. */
  sealed interface Command {}

  /**
   * @param fulfilBy the time that the body has named; null for none
   */
  record ReceiveRequest(
      String title,
      String institution,
      @Nullable String reference,
      String department,
      @Nullable Instant fulfilBy,
      Rule acknowledgeWithin,
      Rule fulfilWithin,
      Instant now)
      implements Command {}

  record AcknowledgeRequest(Instant now) implements Command {}

  record FulfilRequest(String how, Instant now) implements Command {}

  record DetectUnacknowledged(Instant dueAt) implements Command {}

  record DetectUnfulfilled(Instant dueAt) implements Command {}

  /**
   * What happens. A text may name people and is about nobody in particular: its {@code subjectId}
   * is null, and it belongs to the stream.
   */
  sealed interface Event {}

  /**
   * An outside body asks for something.
   *
   * @param fulfilWithin the rule behind the time; null where the body has named it
   */
  @EventType(value = "external-request-received", version = 2, upcasters = NobodyWasNamed.class)
  record ExternalRequestReceived(
      @Personal String title,
      String institution,
      @Nullable String reference,
      String department,
      Instant receivedAt,
      Instant acknowledgeBy,
      Rule acknowledgeWithin,
      Instant fulfilBy,
      @Nullable Rule fulfilWithin,
      @Nullable String subjectId)
      implements Event {}

  /** The body knows that it has arrived; so long after it was due, or zero. */
  @EventType("external-request-acknowledged")
  record ExternalRequestAcknowledged(String department, Duration lateBy) implements Event {}

  /** It is done; so long after it was due, or zero. */
  @EventType(value = "external-request-fulfilled", version = 2, upcasters = NobodyWasNamed.class)
  record ExternalRequestFulfilled(
      String department, @Personal String how, Duration lateBy, @Nullable String subjectId)
      implements Event {}

  /** Nobody has acknowledged it in time. */
  @EventType("external-request-unacknowledged")
  record ExternalRequestUnacknowledged(String department, Instant dueAt, Rule within)
      implements Event, CitesRule {
    @Override
    public Rule rule() {
      return within;
    }
  }

  /** Nobody has done it in time. */
  @EventType("external-request-overdue")
  record ExternalRequestOverdue(String department, Instant dueAt, @Nullable Rule within)
      implements Event, CitesRule {
    @Override
    public @Nullable Rule rule() {
      return within;
    }
  }

  /** Refused because … */
  enum No implements Refusal {
    EXTERNAL_REQUEST_UNKNOWN,
    EXTERNAL_REQUEST_ALREADY_FULFILLED,
    EXTERNAL_REQUEST_ALREADY_ACKNOWLEDGED
  }

  /** Acknowledged, then fulfilled; what is fulfilled is acknowledged by that. */
  final class Rules implements Decider<Command, ExternalRequest, Event> {

    @Override
    public ExternalRequest initialState() {
      return new NotReceived();
    }

    @Override
    public Decision<Event> decide(Command command, ExternalRequest state) {
      return switch (state) {
        case NotReceived _ ->
            command instanceof ReceiveRequest it
                ? Decision.accept(received(it))
                : Decision.refuse(No.EXTERNAL_REQUEST_UNKNOWN);
        case Open(var received, var acknowledged) -> decide(command, received, acknowledged);
        case Fulfilled _ ->
            switch (command) {
              case ReceiveRequest _, DetectUnacknowledged _, DetectUnfulfilled _ ->
                  Decision.accept();
              case AcknowledgeRequest _, FulfilRequest _ ->
                  Decision.refuse(No.EXTERNAL_REQUEST_ALREADY_FULFILLED);
            };
      };
    }

    private static ExternalRequestReceived received(ReceiveRequest it) {
      Instant named = it.fulfilBy();
      return new ExternalRequestReceived(
          it.title(),
          it.institution(),
          it.reference(),
          it.department(),
          it.now(),
          it.now().plus(it.acknowledgeWithin().duration()),
          it.acknowledgeWithin(),
          named == null ? it.now().plus(it.fulfilWithin().duration()) : named,
          named == null ? it.fulfilWithin() : null,
          null);
    }

    private static Decision<Event> decide(
        Command command, ExternalRequestReceived received, boolean acknowledged) {
      String department = received.department();
      return switch (command) {
        case ReceiveRequest _ -> Decision.accept();
        case AcknowledgeRequest(var now) ->
            acknowledged
                ? Decision.refuse(No.EXTERNAL_REQUEST_ALREADY_ACKNOWLEDGED)
                : Decision.accept(
                    new ExternalRequestAcknowledged(
                        department, lateBy(received.acknowledgeBy(), now)));
        case FulfilRequest(var how, var now) -> {
          List<Event> events = new ArrayList<>();
          if (!acknowledged) {
            events.add(
                new ExternalRequestAcknowledged(department, lateBy(received.acknowledgeBy(), now)));
          }
          events.add(
              new ExternalRequestFulfilled(
                  department, how, lateBy(received.fulfilBy(), now), null));
          yield Decision.acceptAll(events);
        }
        case DetectUnacknowledged(var dueAt) ->
            acknowledged || dueAt.isBefore(received.acknowledgeBy())
                ? Decision.accept()
                : Decision.accept(
                    new ExternalRequestUnacknowledged(
                        department, received.acknowledgeBy(), received.acknowledgeWithin()));
        case DetectUnfulfilled(var dueAt) ->
            dueAt.isBefore(received.fulfilBy())
                ? Decision.accept()
                : Decision.accept(
                    new ExternalRequestOverdue(
                        department, received.fulfilBy(), received.fulfilWithin()));
      };
    }

    private static Duration lateBy(Instant dueAt, Instant now) {
      return now.isAfter(dueAt) ? Duration.between(dueAt, now) : Duration.ZERO;
    }

    @Override
    public ExternalRequest evolve(ExternalRequest state, Event event) {
      return switch (event) {
        case ExternalRequestReceived received -> new Open(received, false);
        case ExternalRequestAcknowledged _ ->
            state instanceof Open(var received, _) ? new Open(received, true) : state;
        case ExternalRequestFulfilled _ ->
            state instanceof Open(var received, _) ? new Fulfilled(received) : state;
        case ExternalRequestUnacknowledged _, ExternalRequestOverdue _ -> state;
      };
    }
  }
}
