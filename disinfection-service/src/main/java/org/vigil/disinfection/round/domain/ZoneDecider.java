package org.vigil.disinfection.round.domain;

import static org.vigil.eventsourcing.Decision.accept;
import static org.vigil.eventsourcing.Decision.refuse;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vigil.disinfection.round.domain.Zone.Counted;
import org.vigil.disinfection.round.domain.Zone.Defined;
import org.vigil.disinfection.round.domain.Zone.NotDefined;
import org.vigil.disinfection.round.domain.Zone.Round;
import org.vigil.disinfection.round.domain.ZoneCommand.DefineZone;
import org.vigil.disinfection.round.domain.ZoneCommand.Definition;
import org.vigil.disinfection.round.domain.ZoneCommand.LetTimePass;
import org.vigil.disinfection.round.domain.ZoneCommand.RecordRound;
import org.vigil.disinfection.round.domain.ZoneCommand.ReplanDay;
import org.vigil.disinfection.round.domain.ZoneCommand.VoidRound;
import org.vigil.disinfection.round.domain.ZoneCommand.Work;
import org.vigil.disinfection.round.domain.ZoneEvent.DailyQuotaMet;
import org.vigil.disinfection.round.domain.ZoneEvent.DailyQuotaMissed;
import org.vigil.disinfection.round.domain.ZoneEvent.DayOpened;
import org.vigil.disinfection.round.domain.ZoneEvent.DayReplanned;
import org.vigil.disinfection.round.domain.ZoneEvent.Flaw;
import org.vigil.disinfection.round.domain.ZoneEvent.QuotaAtRisk;
import org.vigil.disinfection.round.domain.ZoneEvent.RoundCompleted;
import org.vigil.disinfection.round.domain.ZoneEvent.RoundVoided;
import org.vigil.disinfection.round.domain.ZoneEvent.ZoneDefined;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.DeadlineRule.Change;
import org.vigil.eventsourcing.DeadlineRule.Change.Cancel;
import org.vigil.eventsourcing.DeadlineRule.Change.Schedule;
import org.vigil.eventsourcing.Decider;
import org.vigil.eventsourcing.Decision;

/** The rules of rounds and of the daily quota (3.7). */
public final class ZoneDecider implements Decider<ZoneCommand, Zone, ZoneEvent> {

  /** The deadline at which the rounds that remain begin to be at risk. */
  static final String AT_RISK = "at-risk";

  /** The deadline at which the day is over. */
  static final String DAY_CLOSES = "day-closes";

  /**
   * @param due makes a {@link LetTimePass} of a deadline, with the rules of counting in force
   */
  public static Category<ZoneCommand, Zone, ZoneEvent> category(
      Category.DueCommand<ZoneCommand> due) {
    return new Category<>("zone", new ZoneDecider(), ZoneEvent.class, ZoneDecider::deadlines, due);
  }

  private static List<Change> deadlines(ZoneEvent event) {
    return switch (event) {
      case DayOpened(var plan, _, var atRiskAt) ->
          List.of(new Schedule(AT_RISK, atRiskAt), new Schedule(DAY_CLOSES, plan.closesAt()));
      case DayReplanned(var plan, var atRiskAt) ->
          List.of(atRisk(atRiskAt), new Schedule(DAY_CLOSES, plan.closesAt()));
      case RoundCompleted round when round.valid() -> List.of(atRisk(round.atRiskAt()));
      case RoundVoided(_, _, _, var atRiskAt) -> List.of(atRisk(atRiskAt));
      case RoundCompleted _, ZoneDefined _, QuotaAtRisk _, DailyQuotaMissed _, DailyQuotaMet _ ->
          List.of();
    };
  }

  private static Change atRisk(@Nullable Instant at) {
    return at == null ? new Cancel(AT_RISK) : new Schedule(AT_RISK, at);
  }

  @Override
  public Zone initialState() {
    return new NotDefined();
  }

  @Override
  public Decision<ZoneEvent> decide(ZoneCommand command, Zone state) {
    return switch (state) {
      case NotDefined _, Defined _ ->
          switch (command) {
            case DefineZone(var zone, var now, var plan) ->
                accept(
                    new ZoneDefined(zone),
                    new DayOpened(plan, now, plan.atRiskAt(DayPlan.REQUIRED)));
            case RecordRound _, VoidRound _ -> refuse(ZoneRefusal.NO_SUCH_ZONE);
            case ReplanDay _, LetTimePass _ -> accept();
          };
      case Counted zone ->
          switch (command) {
            case DefineZone(var wanted, _, _) ->
                wanted.equals(zone.definition()) ? accept() : accept(new ZoneDefined(wanted));
            case RecordRound round -> record(round, zone);
            case VoidRound voided -> voidRound(voided, zone);
            case ReplanDay(var plan) -> replan(plan, zone);
            case LetTimePass passed when passed.deadline().equals(DAY_CLOSES) ->
                close(passed, zone);
            case LetTimePass passed -> warn(passed, zone);
          };
    };
  }

  private static Decision<ZoneEvent> record(RecordRound command, Counted zone) {
    Work work = command.work();
    if (work.finishedAt().isBefore(work.startedAt())) {
      return refuse(ZoneRefusal.ROUND_ENDS_BEFORE_IT_STARTS);
    }
    List<Flaw> flaws = new ArrayList<>();
    if (work.finishedAt().isBefore(zone.opensAt())) {
      flaws.add(Flaw.LATE_ENTERED);
    } else if (tooSoon(work.finishedAt(), zone)) {
      flaws.add(Flaw.TOO_SOON);
    }
    if (!Set.copyOf(work.touchPoints()).containsAll(zone.definition().touchPoints())) {
      flaws.add(Flaw.TOUCH_POINTS_MISSING);
    }
    boolean valid = flaws.isEmpty();
    int counted = zone.valid().size() + (valid ? 1 : 0);
    Definition definition = zone.definition();
    return accept(
        new RoundCompleted(
            command.roundId(),
            definition.code(),
            definition.department(),
            zone.plan().day(),
            work,
            valid,
            flaws,
            counted,
            atRiskAt(zone, zone.plan(), counted)));
  }

  /** Spaced from every valid round, also where they are entered out of order. */
  private static boolean tooSoon(Instant finishedAt, Counted zone) {
    return zone.valid().stream()
        .anyMatch(
            round ->
                java.time.Duration.between(round.finishedAt(), finishedAt)
                        .abs()
                        .compareTo(zone.plan().spacing())
                    < 0);
  }

  private static @Nullable Instant atRiskAt(Counted zone, DayPlan plan, int counted) {
    return counted >= DayPlan.REQUIRED || zone.warned()
        ? null
        : plan.atRiskAt(DayPlan.REQUIRED - counted);
  }

  private static Decision<ZoneEvent> voidRound(VoidRound command, Counted zone) {
    boolean counts =
        zone.valid().stream().anyMatch(round -> round.roundId().equals(command.roundId()));
    if (!counts) {
      return refuse(ZoneRefusal.NO_SUCH_VALID_ROUND_TODAY);
    }
    int counted = zone.valid().size() - 1;
    return accept(
        new RoundVoided(
            command.roundId(), command.reason(), counted, atRiskAt(zone, zone.plan(), counted)));
  }

  private static Decision<ZoneEvent> replan(DayPlan plan, Counted zone) {
    return plan.equals(zone.plan())
        ? accept()
        : accept(new DayReplanned(plan, atRiskAt(zone, plan, zone.valid().size())));
  }

  private static Decision<ZoneEvent> warn(LetTimePass passed, Counted zone) {
    Instant atRiskAt = atRiskAt(zone, zone.plan(), zone.valid().size());
    return atRiskAt == null || passed.dueAt().isBefore(atRiskAt)
        ? accept()
        : accept(
            new QuotaAtRisk(
                zone.definition().code(),
                zone.definition().department(),
                zone.plan().day(),
                zone.valid().size(),
                DayPlan.REQUIRED));
  }

  /** The next day is counted from here; after a long downtime one day closes after the other. */
  private static Decision<ZoneEvent> close(LetTimePass passed, Counted zone) {
    if (passed.dueAt().isBefore(zone.plan().closesAt())) {
      return accept();
    }
    Definition d = zone.definition();
    int counted = zone.valid().size();
    ZoneEvent verdict =
        counted < DayPlan.REQUIRED
            ? new DailyQuotaMissed(
                d.code(), d.department(), zone.plan().day(), counted, DayPlan.REQUIRED)
            : new DailyQuotaMet(d.code(), d.department(), zone.plan().day(), counted);
    DayPlan next = passed.next().after(zone.plan().day());
    return accept(
        verdict, new DayOpened(next, zone.plan().closesAt(), next.atRiskAt(DayPlan.REQUIRED)));
  }

  @Override
  public Zone evolve(Zone state, ZoneEvent event) {
    return switch (event) {
      case ZoneDefined(var definition) ->
          state instanceof Counted c
              ? new Counted(definition, c.plan(), c.opensAt(), c.valid(), c.warned())
              : new Defined(definition);
      case DayOpened(var plan, var opensAt, _) ->
          new Counted(definition(state), plan, opensAt, List.of(), false);
      case DayReplanned(var plan, _) -> {
        Counted c = (Counted) state;
        yield new Counted(c.definition(), plan, c.opensAt(), c.valid(), c.warned());
      }
      case RoundCompleted round when round.valid() -> {
        Counted c = (Counted) state;
        List<Round> valid = new ArrayList<>(c.valid());
        valid.add(new Round(round.roundId(), round.work().finishedAt()));
        valid.sort(Comparator.comparing(Round::finishedAt));
        yield new Counted(c.definition(), c.plan(), c.opensAt(), valid, c.warned());
      }
      case RoundVoided(var roundId, _, _, _) -> {
        Counted c = (Counted) state;
        List<Round> valid =
            c.valid().stream().filter(round -> !round.roundId().equals(roundId)).toList();
        yield new Counted(c.definition(), c.plan(), c.opensAt(), valid, c.warned());
      }
      case QuotaAtRisk _ -> {
        Counted c = (Counted) state;
        yield new Counted(c.definition(), c.plan(), c.opensAt(), c.valid(), true);
      }
      case RoundCompleted _, DailyQuotaMissed _, DailyQuotaMet _ -> state;
    };
  }

  private static Definition definition(Zone state) {
    return switch (state) {
      case NotDefined _ -> throw new IllegalStateException("a day of no zone");
      case Defined(var definition) -> definition;
      case Counted counted -> counted.definition();
    };
  }
}
