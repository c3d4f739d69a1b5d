package org.vigil.disinfection.round.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vigil.disinfection.round.domain.ZoneCommand.Definition;
import org.vigil.disinfection.round.domain.ZoneEvent.DailyQuotaCorrected;
import org.vigil.disinfection.round.domain.ZoneEvent.DailyQuotaMet;
import org.vigil.disinfection.round.domain.ZoneEvent.DailyQuotaMissed;
import org.vigil.disinfection.round.domain.ZoneEvent.DayOpened;
import org.vigil.disinfection.round.domain.ZoneEvent.DayReplanned;
import org.vigil.disinfection.round.domain.ZoneEvent.Flaw;
import org.vigil.disinfection.round.domain.ZoneEvent.QuotaAtRisk;
import org.vigil.disinfection.round.domain.ZoneEvent.RoundCompleted;
import org.vigil.disinfection.round.domain.ZoneEvent.RoundVoided;
import org.vigil.disinfection.round.domain.ZoneEvent.ZoneDefined;

/**
 * How one day of a zone stood, told from the zone's events.
 *
 * @param validRounds the rounds that count
 * @param lateRounds of a known day: what was entered after it had closed and would have counted; of
 *     a true one: how many of the rounds that count were entered so
 * @param corrected whether the day is not what its verdict says
 */
public record ZoneDay(
    Definition zone,
    LocalDate day,
    int validRounds,
    Status status,
    int lateRounds,
    boolean corrected,
    Instant closesAt) {

  /** How a day stands. */
  public enum Status {
    OPEN,
    AT_RISK,
    MET,
    MISSED
  }

  /** The day as these events left it; empty if it was not being counted. */
  public static Optional<ZoneDay> known(LocalDate day, List<ZoneEvent> events) {
    Fold fold = new Fold(day);
    events.forEach(fold::add);
    return fold.known();
  }

  /**
   * The day as it truly was at an instant, by what these events say of it. A round counts from when
   * it was finished, also one that was entered after the day had closed, and one that was voided
   * was none. That a round came too soon or left out a touch-point stays as it was judged. Until
   * the day closes it is open; then it is met or missed by the rounds, whatever the verdict was.
   */
  public static Optional<ZoneDay> truly(LocalDate day, Instant instant, List<ZoneEvent> events) {
    Fold fold = new Fold(day);
    events.forEach(fold::add);
    return fold.truly(instant);
  }

  private static final class Fold {

    private final LocalDate day;
    private final Map<String, RoundCompleted> rounds = new LinkedHashMap<>();
    private final Set<String> voided = new HashSet<>();
    private @Nullable Definition zone;
    private @Nullable Instant opensAt;
    private @Nullable Instant closesAt;
    private int valid;
    private int late;
    private boolean corrected;
    private Status status = Status.OPEN;

    Fold(LocalDate day) {
      this.day = day;
    }

    void add(ZoneEvent event) {
      switch (event) {
        case ZoneDefined(var definition) -> zone = definition;
        case DayOpened opened when opened.plan().day().equals(day) -> {
          opensAt = opened.opensAt();
          closesAt = opened.plan().closesAt();
        }
        case DayReplanned(var plan, _) when plan.day().equals(day) -> closesAt = plan.closesAt();
        case RoundCompleted round when round.day().equals(day) -> {
          rounds.put(round.roundId(), round);
          valid = round.validRounds();
        }
        case RoundVoided round when rounds.containsKey(round.roundId()) -> {
          voided.add(round.roundId());
          valid = round.validRounds();
        }
        case DailyQuotaCorrected correction when correction.day().equals(day) -> {
          valid = correction.validRounds();
          late = correction.lateRounds();
          corrected = true;
        }
        case QuotaAtRisk risk when risk.day().equals(day) -> status = Status.AT_RISK;
        case DailyQuotaMissed missed when missed.day().equals(day) -> status = Status.MISSED;
        case DailyQuotaMet met when met.day().equals(day) -> status = Status.MET;
        case DayOpened _,
            DayReplanned _,
            RoundCompleted _,
            RoundVoided _,
            DailyQuotaCorrected _,
            QuotaAtRisk _,
            DailyQuotaMissed _,
            DailyQuotaMet _ -> {}
      }
    }

    Optional<ZoneDay> known() {
      return zone == null || closesAt == null
          ? Optional.empty()
          : Optional.of(new ZoneDay(zone, day, valid, status, late, corrected, closesAt));
    }

    Optional<ZoneDay> truly(Instant instant) {
      if (zone == null || opensAt == null || closesAt == null || opensAt.isAfter(instant)) {
        return Optional.empty();
      }
      List<RoundCompleted> done =
          rounds.values().stream()
              .filter(round -> counts(round) && !round.work().finishedAt().isAfter(instant))
              .toList();
      int lateOnes = (int) done.stream().filter(round -> !round.valid()).count();
      boolean enough = done.size() >= DayPlan.REQUIRED;
      Status truth = enough ? Status.MET : Status.MISSED;
      return Optional.of(
          new ZoneDay(
              zone,
              day,
              done.size(),
              closesAt.isAfter(instant) ? Status.OPEN : truth,
              lateOnes,
              corrected,
              closesAt));
    }

    private boolean counts(RoundCompleted round) {
      return !voided.contains(round.roundId())
          && (round.valid() || round.flaws().equals(List.of(Flaw.LATE_ENTERED)));
    }
  }
}
