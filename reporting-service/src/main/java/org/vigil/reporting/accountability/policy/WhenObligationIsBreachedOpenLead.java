package org.vigil.reporting.accountability.policy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.vigil.eventsourcing.Policy;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;
import org.vigil.reporting.accountability.domain.CaseCommand.OpenLead;
import org.vigil.reporting.accountability.domain.CaseCommand.WithdrawLead;
import org.vigil.reporting.accountability.domain.CaseDecider;
import org.vigil.reporting.accountability.policy.Suspicions.Suspicion;
import org.vigil.reporting.escalation.domain.EscalationEvent.EscalationClimbed;
import org.vigil.reporting.escalation.domain.EscalationEvent.EscalationCorrected;
import org.vigil.reporting.escalation.domain.EscalationEvent.EscalationRaised;
import org.vigil.reporting.escalation.domain.EscalationEvent.SignalAdded;
import org.vigil.reporting.escalation.domain.SignalKind;
import org.vigil.reporting.obligation.view.BreachView;
import org.vigil.reporting.obligation.view.Breaches;
import org.vigil.reporting.obligation.view.Breaches.Breach;
import org.vigil.reporting.obligation.view.Weight;
import org.vigil.reporting.rows.CaughtUp;

/**
 * A signal that is in the table of suspicions opens a lead against a department, never against a
 * person: who answers for it is for people to say. The matter's evidence is the fact behind the
 * signal and the signal itself. Where such a signal turns out to have had no ground, its lead is
 * withdrawn; one policy reads both, so that nothing is withdrawn before it is opened.
 */
public final class WhenObligationIsBreachedOpenLead implements Policy {

  private static final String GROUND_LOST =
      "所依据的事实已更正或撤回 / What it rested on was put right or taken back";

  private final Breaches breaches;
  private final CaughtUp caughtUp;
  private final Function<String, List<String>> behind;
  private final Repetition repetition;
  private final Function<Instant, Optional<String>> office;

  /**
   * When misses are so many that they are a lead (5-1).
   *
   * @param times how many within the window, as in force at an instant
   */
  public record Repetition(ToIntFunction<Instant> times, Function<Instant, Duration> window) {}

  /**
   * @param behind the events that a fact names as its ground, beside itself
   * @param office the department that is the leading group's office; empty while none is known
   */
  public WhenObligationIsBreachedOpenLead(
      Breaches breaches,
      CaughtUp caughtUp,
      Function<String, List<String>> behind,
      Repetition repetition,
      Function<Instant, Optional<String>> office) {
    this.breaches = breaches;
    this.caughtUp = caughtUp;
    this.behind = behind;
    this.repetition = repetition;
    this.office = office;
  }

  @Override
  public String name() {
    return "when-obligation-is-breached-open-lead";
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(
        EscalationRaised.class,
        SignalAdded.class,
        EscalationClimbed.class,
        EscalationCorrected.class);
  }

  @Override
  public List<Intent<?>> react(Recorded<Object> recorded) {
    caughtUp.await(BreachView.NAME, recorded.position());
    Breach breach = breaches.of(recorded.id()).orElse(null);
    if (breach == null) {
      return List.of();
    }
    Suspicion suspicion = Suspicions.of(breach.kind()).orElse(null);
    String department =
        breach.department() != null
            ? breach.department()
            : office.apply(recorded.recordedAt()).orElse(null);
    if (suspicion == null || department == null) {
      return List.of();
    }
    String matter = breach.obligation() + "/" + breach.escalationId();
    if (breach.weight() == Weight.LIFTED) {
      return suspicion.per() == Suspicions.Per.MATTER
          ? List.of(withdrawal(matter, suspicion, breach))
          : List.of();
    }
    return switch (suspicion.per()) {
      case REPETITION -> repeated(recorded, breach, suspicion, department);
      case MATTER -> List.of(intent(matter, suspicion, breach, department, List.of(breach)));
      case FACT -> {
        String fact = matter + "/" + breach.causeId();
        yield List.of(intent(fact, suspicion, breach, department, List.of(breach)));
      }
    };
  }

  /** One lead for each unit, obligation and window; later misses of the window add to it. */
  private List<Intent<?>> repeated(
      Recorded<Object> recorded, Breach breach, Suspicion suspicion, String department) {
    Instant now = recorded.recordedAt();
    Duration window = repetition.window().apply(now);
    List<Breach> misses =
        breaches.since(
            breach, now.minus(window), recorded.position(), CaseDecider.MAX_EVIDENCE / 2);
    if (misses.size() < repetition.times().applyAsInt(now)) {
      return List.of();
    }
    long period = now.getEpochSecond() / window.toSeconds();
    String matter = department + "/" + breach.obligation() + "/" + breach.kind() + "/" + period;
    return List.of(intent(matter, suspicion, breach, department, misses));
  }

  private static StreamId stream(String matter, Suspicion suspicion) {
    String key = suspicion.ground().obligation() + "/" + matter;
    UUID id = UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8));
    return new StreamId(CaseDecider.CATEGORY.name(), id.toString());
  }

  private static Intent<?> withdrawal(String matter, Suspicion suspicion, Breach lifted) {
    return new Intent<>(
        stream(matter, suspicion),
        new WithdrawLead(GROUND_LOST, List.of(lifted.causeId(), lifted.eventId().toString())));
  }

  private Intent<?> intent(
      String matter, Suspicion suspicion, Breach breach, String department, List<Breach> of) {
    Set<String> evidence = new LinkedHashSet<>();
    if (breach.kind().equals(SignalKind.FALSE_REPORT_SUSPECTED.name())) {
      evidence.addAll(behind.apply(breach.causeId()));
    }
    for (Breach one : of) {
      evidence.add(one.causeId());
      evidence.add(one.eventId().toString());
    }
    return new Intent<>(
        stream(matter, suspicion),
        new OpenLead(
            suspicion.ground(),
            breach.obligation(),
            department,
            null,
            null,
            suspicion.words(),
            of.getFirst().at(),
            null,
            List.copyOf(evidence)));
  }
}
