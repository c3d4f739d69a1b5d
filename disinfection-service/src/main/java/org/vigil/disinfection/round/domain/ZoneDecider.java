package org.vigil.disinfection.round.domain;

import static org.vigil.eventsourcing.Decision.accept;
import static org.vigil.eventsourcing.Decision.refuse;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vigil.disinfection.round.domain.Zone.ClosedDay;
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

  /** The deadline at which a decided change of the rules of counting comes into force. */
  static final String RULES_CHANGE = "rules-change";

  /** After a long downtime one command gives this many verdicts; the next deadline goes on. */
  static final int MAX_CLOSED_AT_ONCE = 31;

  /**
   * @param rules the rules of counting in force at an instant, read when a deadline falls due
   */
  public static Category<ZoneCommand, Zone, ZoneEvent> category(
      InstantSource clock, Function<Instant, CountingRules> rules) {
    return new Category<>(
        "zone",
        new ZoneDecider(),
        ZoneEvent.class,
        ZoneDecider::deadlines,
        (deadline, _) -> {
          Instant now = clock.instant();
          return deadline.equals(RULES_CHANGE)
              ? new ReplanDay(now, rules.apply(now))
              : new LetTimePass(now, rules.apply(now));
        });
  }

  private static List<Change> deadlines(ZoneEvent event) {
    return switch (event) {
      case DayOpened(var plan, _, var atRiskAt) -> planned(plan, atRiskAt);
      case DayReplanned(var plan, var atRiskAt) -> planned(plan, atRiskAt);
      case RoundCompleted round when round.valid() -> List.of(change(AT_RISK, round.atRiskAt()));
      case RoundVoided(_, _, _, var atRiskAt) -> List.of(change(AT_RISK, atRiskAt));
      case RoundCompleted _,
          ZoneDefined _,
          QuotaAtRisk _,
          DailyQuotaMissed _,
          DailyQuotaMet _,
          DailyQuotaCorrected _ ->
          List.of();
    };
  }

  private static List<Change> planned(DayPlan plan, @Nullable Instant atRiskAt) {
    return List.of(
        change(AT_RISK, atRiskAt),
        new Schedule(DAY_CLOSES, plan.closesAt()),
        change(RULES_CHANGE, plan.changeAt()));
  }

  private static Change change(String deadline, @Nullable Instant at) {
    return at == null ? new Cancel(deadline) : new Schedule(deadline, at);
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
            case DefineZone(var zone, var now, var rules) -> {
              DayPlan first = rules.openAt(now);
              yield accept(
                  new ZoneDefined(zone),
                  new DayOpened(first, now, first.atRiskAt(DayPlan.REQUIRED)));
            }
            case RecordRound _, VoidRound _ -> refuse(ZoneRefusal.NO_SUCH_ZONE);
            case ReplanDay _, LetTimePass _ -> accept();
          };
      case Counted zone ->
          switch (command) {
            case DefineZone(var wanted, _, _) ->
                wanted.equals(zone.definition()) ? accept() : accept(new ZoneDefined(wanted));
            case RecordRound round -> record(round, zone);
            case VoidRound voided -> voidRound(voided, zone);
            case ReplanDay(var now, var rules) -> replan(now, rules, zone);
            case LetTimePass(var now, var rules) -> letTimePass(now, rules, zone);
          };
    };
  }

  /** A round that comes before the deadline of its day has fired belongs to the day behind it. */
  private Decision<ZoneEvent> record(RecordRound command, Counted zone) {
    Work work = command.work();
    if (work.finishedAt().isBefore(work.startedAt())) {
      return refuse(ZoneRefusal.ROUND_ENDS_BEFORE_IT_STARTS);
    }
    List<ZoneEvent> events = new ArrayList<>(close(command.now(), command.rules(), zone));
    Zone open = zone;
    for (ZoneEvent event : events) {
      open = evolve(open, event);
    }
    Counted counted = (Counted) open;
    events.addAll(
        work.finishedAt().isBefore(counted.opensAt())
            ? enteredLate(command, counted)
            : List.of(inTime(command, counted)));
    return Decision.acceptAll(events);
  }

  private static ZoneEvent inTime(RecordRound command, Counted zone) {
    List<Flaw> flaws = new ArrayList<>();
    Stream<Round> before = zone.closed().stream().flatMap(day -> day.valid().stream());
    if (tooSoon(
        command.work(), Stream.concat(before, zone.valid().stream()), zone.plan().spacing())) {
      flaws.add(Flaw.TOO_SOON);
    }
    if (touchPointsMissing(command.work(), zone)) {
      flaws.add(Flaw.TOUCH_POINTS_MISSING);
    }
    int counted = zone.valid().size() + (flaws.isEmpty() ? 1 : 0);
    return completed(
        command,
        zone.definition(),
        zone.plan().day(),
        flaws,
        counted,
        atRiskAt(zone, zone.plan(), counted));
  }

  /** It is kept and marked, and where it would have counted the day is corrected, not un-missed. */
  private static List<ZoneEvent> enteredLate(RecordRound command, Counted zone) {
    Definition definition = zone.definition();
    Instant finishedAt = command.work().finishedAt();
    Optional<ClosedDay> closed =
        zone.closed().stream().filter(day -> day.covers(finishedAt)).findFirst();
    List<Flaw> flaws = new ArrayList<>(List.of(Flaw.LATE_ENTERED));
    if (closed.isPresent()
        && tooSoon(
            command.work(),
            Stream.concat(closed.get().valid().stream(), closed.get().late().stream()),
            closed.get().spacing())) {
      flaws.add(Flaw.TOO_SOON);
    }
    if (touchPointsMissing(command.work(), zone)) {
      flaws.add(Flaw.TOUCH_POINTS_MISSING);
    }
    LocalDate day = closed.map(ClosedDay::day).orElse(command.rules().dayOf(finishedAt));
    int counted = closed.map(one -> one.valid().size()).orElse(0);
    List<ZoneEvent> events = new ArrayList<>();
    events.add(completed(command, definition, day, flaws, counted, null));
    if (closed.isPresent() && flaws.size() == 1) {
      events.add(corrected(definition, day, counted, closed.get().late().size() + 1));
    }
    return events;
  }

  private static RoundCompleted completed(
      RecordRound command,
      Definition definition,
      LocalDate day,
      List<Flaw> flaws,
      int counted,
      @Nullable Instant atRiskAt) {
    return new RoundCompleted(
        command.roundId(),
        definition.code(),
        definition.department(),
        day,
        command.work(),
        flaws.isEmpty(),
        flaws,
        counted,
        atRiskAt);
  }

  private static DailyQuotaCorrected corrected(
      Definition definition, LocalDate day, int valid, int late) {
    return new DailyQuotaCorrected(
        definition.code(), definition.department(), day, valid, late, DayPlan.REQUIRED);
  }

  /** Spaced from every round that counts, also where they are entered out of order. */
  private static boolean tooSoon(Work work, Stream<Round> others, Duration spacing) {
    return others.anyMatch(
        round ->
            Duration.between(round.finishedAt(), work.finishedAt()).abs().compareTo(spacing) < 0);
  }

  private static boolean touchPointsMissing(Work work, Counted zone) {
    return !Set.copyOf(work.touchPoints()).containsAll(zone.definition().touchPoints());
  }

  private static @Nullable Instant atRiskAt(Counted zone, DayPlan plan, int counted) {
    return counted >= DayPlan.REQUIRED || zone.warned()
        ? null
        : plan.atRiskAt(DayPlan.REQUIRED - counted);
  }

  private static Decision<ZoneEvent> voidRound(VoidRound command, Counted zone) {
    String id = command.roundId();
    if (has(zone.valid(), id)) {
      int counted = zone.valid().size() - 1;
      return accept(
          new RoundVoided(id, command.reason(), counted, atRiskAt(zone, zone.plan(), counted)));
    }
    for (ClosedDay day : zone.closed()) {
      if (has(day.valid(), id) || has(day.late(), id)) {
        int valid = without(day.valid(), id).size();
        Instant open = atRiskAt(zone, zone.plan(), zone.valid().size());
        return accept(
            new RoundVoided(id, command.reason(), valid, open),
            corrected(zone.definition(), day.day(), valid, without(day.late(), id).size()));
      }
    }
    return refuse(ZoneRefusal.NO_SUCH_VALID_ROUND);
  }

  private static boolean has(List<Round> rounds, String id) {
    return rounds.stream().anyMatch(round -> round.roundId().equals(id));
  }

  private static List<Round> without(List<Round> rounds, String id) {
    return rounds.stream().filter(round -> !round.roundId().equals(id)).toList();
  }

  private static Decision<ZoneEvent> replan(Instant now, CountingRules rules, Counted zone) {
    List<ZoneEvent> closed = close(now, rules, zone);
    if (!closed.isEmpty()) {
      return Decision.acceptAll(closed);
    }
    DayPlan plan = rules.plan(zone.plan().day());
    return plan.equals(zone.plan())
        ? accept()
        : accept(new DayReplanned(plan, atRiskAt(zone, plan, zone.valid().size())));
  }

  /** A day that is over needs no warning any more: it comes before the miss or not at all. */
  private static Decision<ZoneEvent> letTimePass(Instant now, CountingRules rules, Counted zone) {
    List<ZoneEvent> closed = close(now, rules, zone);
    if (!closed.isEmpty()) {
      return Decision.acceptAll(closed);
    }
    Instant atRiskAt = atRiskAt(zone, zone.plan(), zone.valid().size());
    return atRiskAt == null || now.isBefore(atRiskAt)
        ? accept()
        : accept(
            new QuotaAtRisk(
                zone.definition().code(),
                zone.definition().department(),
                zone.plan().day(),
                zone.valid().size(),
                DayPlan.REQUIRED));
  }

  /** The verdict on each day that is over, each followed by the day behind it. */
  private static List<ZoneEvent> close(Instant now, CountingRules rules, Counted zone) {
    Definition d = zone.definition();
    List<ZoneEvent> events = new ArrayList<>();
    DayPlan plan = zone.plan();
    int counted = zone.valid().size();
    for (int i = 0; i < MAX_CLOSED_AT_ONCE && !plan.closesAt().isAfter(now); i++) {
      events.add(
          counted < DayPlan.REQUIRED
              ? new DailyQuotaMissed(
                  d.code(), d.department(), plan.day(), counted, DayPlan.REQUIRED)
              : new DailyQuotaMet(d.code(), d.department(), plan.day(), counted));
      DayPlan next = rules.plan(plan.day().plusDays(1));
      events.add(new DayOpened(next, plan.closesAt(), next.atRiskAt(DayPlan.REQUIRED)));
      plan = next;
      counted = 0;
    }
    return events;
  }

  @Override
  public Zone evolve(Zone state, ZoneEvent event) {
    return switch (event) {
      case ZoneDefined(var definition) ->
          state instanceof Counted c
              ? new Counted(definition, c.plan(), c.opensAt(), c.valid(), c.warned(), c.closed())
              : new Defined(definition);
      case DayOpened(var plan, var opensAt, _) -> opened(state, plan, opensAt);
      case DayReplanned(var plan, _) -> {
        Counted c = (Counted) state;
        yield new Counted(c.definition(), plan, c.opensAt(), c.valid(), c.warned(), c.closed());
      }
      case RoundCompleted round -> completed((Counted) state, round);
      case RoundVoided(var id, _, _, _) -> {
        Counted c = (Counted) state;
        yield withClosed(
            c.with(without(c.valid(), id)),
            day -> relisted(day, without(day.valid(), id), without(day.late(), id)));
      }
      case QuotaAtRisk _ -> {
        Counted c = (Counted) state;
        yield new Counted(c.definition(), c.plan(), c.opensAt(), c.valid(), true, c.closed());
      }
      case DailyQuotaMissed _, DailyQuotaMet _, DailyQuotaCorrected _ -> state;
    };
  }

  private static Zone opened(Zone state, DayPlan plan, Instant opensAt) {
    return switch (state) {
      case NotDefined _ -> throw new IllegalStateException("a day of no zone");
      case Defined(var definition) ->
          new Counted(definition, plan, opensAt, List.of(), false, List.of());
      case Counted c -> {
        List<ClosedDay> closed = new ArrayList<>(c.closed());
        closed.add(
            new ClosedDay(
                c.plan().day(), c.opensAt(), opensAt, c.plan().spacing(), c.valid(), List.of()));
        yield new Counted(c.definition(), plan, opensAt, List.of(), false, closed);
      }
    };
  }

  private static Counted completed(Counted zone, RoundCompleted event) {
    Round round = new Round(event.roundId(), event.work().finishedAt());
    if (event.valid()) {
      return zone.with(plus(zone.valid(), round));
    }
    return event.flaws().equals(List.of(Flaw.LATE_ENTERED))
        ? withClosed(
            zone,
            day ->
                day.day().equals(event.day())
                    ? relisted(day, day.valid(), plus(day.late(), round))
                    : day)
        : zone;
  }

  private static List<Round> plus(List<Round> rounds, Round round) {
    return Stream.concat(rounds.stream(), Stream.of(round))
        .sorted(Comparator.comparing(Round::finishedAt))
        .toList();
  }

  private static Counted withClosed(Counted c, Function<ClosedDay, ClosedDay> change) {
    return new Counted(
        c.definition(),
        c.plan(),
        c.opensAt(),
        c.valid(),
        c.warned(),
        c.closed().stream().map(change).toList());
  }

  private static ClosedDay relisted(ClosedDay day, List<Round> valid, List<Round> late) {
    return new ClosedDay(day.day(), day.opensAt(), day.closesAt(), day.spacing(), valid, late);
  }
}
