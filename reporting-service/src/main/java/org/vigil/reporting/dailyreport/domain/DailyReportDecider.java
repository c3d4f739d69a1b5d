package org.vigil.reporting.dailyreport.domain;

import static org.vigil.eventsourcing.Decision.accept;
import static org.vigil.eventsourcing.Decision.acceptAll;
import static org.vigil.eventsourcing.Decision.refuse;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.DeadlineRule.Change;
import org.vigil.eventsourcing.DeadlineRule.Change.Cancel;
import org.vigil.eventsourcing.DeadlineRule.Change.Schedule;
import org.vigil.eventsourcing.Decider;
import org.vigil.eventsourcing.Decision;
import org.vigil.reporting.dailyreport.domain.DailyReport.Exempt;
import org.vigil.reporting.dailyreport.domain.DailyReport.NotExpected;
import org.vigil.reporting.dailyreport.domain.DailyReport.Owed;
import org.vigil.reporting.dailyreport.domain.DailyReport.Submitted;
import org.vigil.reporting.dailyreport.domain.DailyReport.Wait;
import org.vigil.reporting.dailyreport.domain.DailyReportCommand.CorrectDailyReport;
import org.vigil.reporting.dailyreport.domain.DailyReportCommand.ExemptDay;
import org.vigil.reporting.dailyreport.domain.DailyReportCommand.ExpectDailyReport;
import org.vigil.reporting.dailyreport.domain.DailyReportCommand.FindDailyReportMissed;
import org.vigil.reporting.dailyreport.domain.DailyReportCommand.FindDailyReportOverdue;
import org.vigil.reporting.dailyreport.domain.DailyReportCommand.NoteHealthFact;
import org.vigil.reporting.dailyreport.domain.DailyReportCommand.NoteHealthStates;
import org.vigil.reporting.dailyreport.domain.DailyReportCommand.RemindOfDailyReport;
import org.vigil.reporting.dailyreport.domain.DailyReportCommand.SubmitDailyReport;
import org.vigil.reporting.dailyreport.domain.DailyReportCommand.WithdrawHealthFact;
import org.vigil.reporting.dailyreport.domain.DailyReportEvent.DailyReportContradicted;
import org.vigil.reporting.dailyreport.domain.DailyReportEvent.DailyReportCorrected;
import org.vigil.reporting.dailyreport.domain.DailyReportEvent.DailyReportExempted;
import org.vigil.reporting.dailyreport.domain.DailyReportEvent.DailyReportExpected;
import org.vigil.reporting.dailyreport.domain.DailyReportEvent.DailyReportFactNoted;
import org.vigil.reporting.dailyreport.domain.DailyReportEvent.DailyReportFactWithdrawn;
import org.vigil.reporting.dailyreport.domain.DailyReportEvent.DailyReportMissed;
import org.vigil.reporting.dailyreport.domain.DailyReportEvent.DailyReportOverdue;
import org.vigil.reporting.dailyreport.domain.DailyReportEvent.DailyReportReminded;
import org.vigil.reporting.dailyreport.domain.DailyReportEvent.DailyReportSubmitted;
import org.vigil.reporting.dailyreport.domain.DailyReportEvent.DailyReportTakenByPhone;
import org.vigil.reporting.dailyreport.domain.DailyReportEvent.ZeroReportSubmitted;

/** The rules of a department's report of a day (3.11-a) and of what contradicts it (5-6). */
public final class DailyReportDecider
    implements Decider<DailyReportCommand, DailyReport, DailyReportEvent> {

  private static final String REMIND = "remind";
  private static final String DUE = "due";
  private static final String MISSED = "missed";

  public static final Category<DailyReportCommand, DailyReport, DailyReportEvent> CATEGORY =
      new Category<>(
          "daily-report",
          new DailyReportDecider(),
          DailyReportEvent.class,
          DailyReportDecider::deadlines,
          (deadline, _) ->
              switch (deadline) {
                case REMIND -> new RemindOfDailyReport();
                case DUE -> new FindDailyReportOverdue();
                default -> new FindDailyReportMissed();
              });

  /** The stream's key. */
  public static String key(String department, LocalDate day) {
    return department + ":" + day;
  }

  private static List<Change> deadlines(DailyReportEvent event) {
    return switch (event) {
      case DailyReportExpected expected ->
          List.of(
              new Schedule(REMIND, expected.remindAt()),
              new Schedule(DUE, expected.dueAt()),
              new Schedule(MISSED, expected.missedAt()));
      case DailyReportSubmitted _, ZeroReportSubmitted _, DailyReportExempted _ ->
          List.of(new Cancel(REMIND), new Cancel(DUE), new Cancel(MISSED));
      case DailyReportReminded _,
          DailyReportOverdue _,
          DailyReportMissed _,
          DailyReportCorrected _,
          DailyReportTakenByPhone _,
          DailyReportFactNoted _,
          DailyReportFactWithdrawn _,
          DailyReportContradicted _ ->
          List.of();
    };
  }

  @Override
  public DailyReport initialState() {
    return new NotExpected(HealthFacts.NONE);
  }

  @Override
  public Decision<DailyReportEvent> decide(DailyReportCommand command, DailyReport state) {
    return switch (state) {
      case NotExpected _ ->
          switch (command) {
            case ExpectDailyReport expect -> expect(expect);
            case ExemptDay exempt -> exempt(exempt, exempt.schedule().dueAt());
            case SubmitDailyReport submit -> submit(submit, submit.schedule().dueAt(), state);
            case NoteHealthFact note -> note(note, state);
            case NoteHealthStates states -> note(states, state);
            case WithdrawHealthFact withdraw -> withdraw(withdraw, state);
            case CorrectDailyReport _ -> refuse(DailyReportRefusal.DAILY_REPORT_NOT_SUBMITTED);
            case RemindOfDailyReport _, FindDailyReportOverdue _, FindDailyReportMissed _ ->
                accept();
          };
      case Owed(var expected, var stage, _) ->
          switch (command) {
            case ExpectDailyReport _ -> accept();
            case ExemptDay exempt -> exempt(exempt, expected.dueAt());
            case SubmitDailyReport submit -> submit(submit, expected.dueAt(), state);
            case NoteHealthFact note -> note(note, state);
            case NoteHealthStates states -> note(states, state);
            case WithdrawHealthFact withdraw -> withdraw(withdraw, state);
            case CorrectDailyReport _ -> refuse(DailyReportRefusal.DAILY_REPORT_NOT_SUBMITTED);
            case RemindOfDailyReport _ ->
                stage == Wait.IN_TIME
                    ? accept(
                        new DailyReportReminded(
                            expected.department(), expected.day(), expected.dueAt()))
                    : accept();
            case FindDailyReportOverdue _ ->
                stage == Wait.IN_TIME ? accept(overdue(expected)) : accept();
            case FindDailyReportMissed _ -> miss(expected, stage);
          };
      case Exempt _ ->
          switch (command) {
            case SubmitDailyReport submit -> submit(submit, submit.schedule().dueAt(), state);
            case NoteHealthFact note -> note(note, state);
            case NoteHealthStates states -> note(states, state);
            case WithdrawHealthFact withdraw -> withdraw(withdraw, state);
            case CorrectDailyReport _ -> refuse(DailyReportRefusal.DAILY_REPORT_NOT_SUBMITTED);
            case ExpectDailyReport _,
                ExemptDay _,
                RemindOfDailyReport _,
                FindDailyReportOverdue _,
                FindDailyReportMissed _ ->
                accept();
          };
      case Submitted said ->
          switch (command) {
            case ExpectDailyReport expect -> said.expected() ? accept() : expect(expect);
            case SubmitDailyReport _ -> refuse(DailyReportRefusal.DAILY_REPORT_ALREADY_SUBMITTED);
            case CorrectDailyReport correct -> correct(correct, said);
            case NoteHealthFact note -> note(note, state);
            case NoteHealthStates states -> note(states, state);
            case WithdrawHealthFact withdraw -> withdraw(withdraw, state);
            case ExemptDay _,
                RemindOfDailyReport _,
                FindDailyReportOverdue _,
                FindDailyReportMissed _ ->
                accept();
          };
    };
  }

  private static Decision<DailyReportEvent> expect(ExpectDailyReport expect) {
    var day = expect.schedule();
    return accept(
        new DailyReportExpected(
            expect.department(),
            day.day(),
            day.remindAt(),
            day.dueAt(),
            day.missedAt(),
            day.cutOff(),
            day.missedAfter()));
  }

  private static DailyReportEvent overdue(DailyReportExpected expected) {
    return new DailyReportOverdue(
        expected.department(), expected.day(), expected.dueAt(), expected.cutOff());
  }

  /** After an outage both instants may have passed; what is missed was overdue as well. */
  private static Decision<DailyReportEvent> miss(DailyReportExpected expected, Wait stage) {
    DailyReportEvent missed =
        new DailyReportMissed(
            expected.department(),
            expected.day(),
            expected.dueAt(),
            expected.cutOff(),
            expected.missedAfter());
    return switch (stage) {
      case IN_TIME -> accept(overdue(expected), missed);
      case OVERDUE -> accept(missed);
      case MISSED -> accept();
    };
  }

  /** An exemption takes no silence back: after the cut-off it says nothing any more. */
  private static Decision<DailyReportEvent> exempt(ExemptDay exempt, Instant dueAt) {
    return exempt.decidedAt().isBefore(dueAt)
        ? accept(
            new DailyReportExempted(
                exempt.department(),
                exempt.schedule().day(),
                dueAt,
                exempt.exemption(),
                exempt.kind()))
        : accept();
  }

  private static Decision<DailyReportEvent> submit(
      SubmitDailyReport submit, Instant dueAt, DailyReport state) {
    Signature signature = submit.signature();
    if (signature == null) {
      return refuse(DailyReportRefusal.NEITHER_HEAD_NOR_DEPUTY);
    }
    String department = submit.department();
    LocalDate day = submit.schedule().day();
    Counts counts = submit.counts();
    Duration after = Duration.between(dueAt, submit.at());
    Duration lateBy = after.isPositive() ? after : Duration.ZERO;
    List<DailyReportEvent> events = new ArrayList<>();
    events.add(
        counts.isZero()
            ? new ZeroReportSubmitted(
                department,
                day,
                counts.present(),
                counts.absent(),
                signature,
                submit.at(),
                dueAt,
                lateBy)
            : new DailyReportSubmitted(
                department, day, counts, signature, submit.at(), dueAt, lateBy));
    addCall(events, department, day, signature, submit.takenBy(), submit.at());
    addContradiction(
        events, department, day, counts, submit.at(), state.facts(), Map.of(), Set.of());
    return acceptAll(events);
  }

  private static void addCall(
      List<DailyReportEvent> events,
      String department,
      LocalDate day,
      Signature signature,
      @Nullable String takenBy,
      Instant at) {
    if (takenBy != null) {
      events.add(
          new DailyReportTakenByPhone(
              signature.subjectId(), department, day, signature.name(), takenBy, at));
    }
  }

  private static Decision<DailyReportEvent> correct(CorrectDailyReport correct, Submitted said) {
    Signature signature = correct.signature();
    if (signature == null) {
      return refuse(DailyReportRefusal.NEITHER_HEAD_NOR_DEPUTY);
    }
    if (correct.counts().equals(said.counts())) {
      return refuse(DailyReportRefusal.DAILY_REPORT_CORRECTION_CHANGES_NOTHING);
    }
    List<DailyReportEvent> events = new ArrayList<>();
    events.add(
        new DailyReportCorrected(
            signature.subjectId(),
            said.department(),
            said.day(),
            correct.counts(),
            signature,
            correct.reason(),
            correct.at(),
            correct.at().isAfter(said.dueAt())));
    addCall(events, said.department(), said.day(), signature, correct.takenBy(), correct.at());
    addContradiction(
        events,
        said.department(),
        said.day(),
        correct.counts(),
        correct.at(),
        said.facts(),
        Map.of(),
        said.contradictedBy());
    return acceptAll(events);
  }

  private static Decision<DailyReportEvent> note(NoteHealthFact note, DailyReport state) {
    return acceptAll(noted(note, state));
  }

  private static List<DailyReportEvent> noted(NoteHealthFact note, DailyReport state) {
    if (state.facts().contains(note.fact())) {
      return List.of();
    }
    List<DailyReportEvent> events = new ArrayList<>();
    if (state instanceof Submitted said && agreesWith(said.facts().with(note.fact()), said)) {
      HealthFact before = said.facts().of(note.fact().kind(), note.fact().id());
      if (before != null) {
        events.add(new DailyReportFactWithdrawn(note.department(), note.day(), before, true));
      }
    }
    events.add(new DailyReportFactNoted(note.department(), note.day(), note.fact()));
    if (state instanceof Submitted said) {
      addContradiction(
          events,
          said.department(),
          said.day(),
          said.counts(),
          said.saidAt(),
          said.facts().with(note.fact()),
          said.thoughtOf(),
          said.contradictedBy());
    }
    return events;
  }

  /**
   * Who is well again by a later word of the day need not be counted. How somebody is after the
   * report says nothing of what was known when it was made, and who is still ill was so before.
   */
  private Decision<DailyReportEvent> note(NoteHealthStates said, DailyReport state) {
    List<DailyReportEvent> events = new ArrayList<>();
    DailyReport now = state;
    for (HealthFact fact : state.facts().all()) {
      boolean passed =
          fact.kind() == HealthFact.Kind.HEALTH_STATE
              && said.well().contains(fact.subjectId())
              && !fact.knownAt().isAfter(said.observedAt());
      boolean tooLate = state instanceof Submitted it && said.saidAt().isAfter(it.saidAt());
      if (passed && !tooLate) {
        now = add(events, now, withdrawn(said.department(), said.day(), fact, now));
      }
    }
    for (String who : said.ill().stream().sorted().toList()) {
      HealthFact fact = new HealthFact(HealthFact.Kind.HEALTH_STATE, who, who, said.observedAt());
      HealthFact before = state.facts().of(fact.kind(), fact.id());
      if (before == null || before.knownAt().isAfter(fact.knownAt())) {
        now = add(events, now, noted(new NoteHealthFact(said.department(), said.day(), fact), now));
      }
    }
    return acceptAll(events);
  }

  private DailyReport add(
      List<DailyReportEvent> events, DailyReport state, List<DailyReportEvent> more) {
    DailyReport now = state;
    for (DailyReportEvent event : more) {
      events.add(event);
      now = evolve(now, event);
    }
    return now;
  }

  /** What was noted of a record in whichever stage; a record that is not there says nothing. */
  private static Decision<DailyReportEvent> withdraw(
      WithdrawHealthFact withdraw, DailyReport state) {
    HealthFact fact = state.facts().of(withdraw.kind(), withdraw.id());
    return fact == null
        ? accept()
        : acceptAll(withdrawn(withdraw.department(), withdraw.day(), fact, state));
  }

  private static List<DailyReportEvent> withdrawn(
      String department, LocalDate day, HealthFact fact, DailyReport state) {
    return List.of(
        new DailyReportFactWithdrawn(
            department,
            day,
            fact,
            state instanceof Submitted said && agreesWith(said.facts().without(fact), said)));
  }

  /**
   * A report that was put right meanwhile has lost what it said first, which may have been wrong;
   * but once nothing of what was held against it is left, nothing was.
   */
  private static boolean agreesWith(HealthFacts facts, Submitted said) {
    if (said.contradictedBy().isEmpty()) {
      return false;
    }
    return facts.stream().noneMatch(fact -> said.contradictedBy().contains(fact.record()))
        || (!said.corrected()
            && tooMany(said.counts(), said.saidAt(), facts, said.thoughtOf()).isEmpty());
  }

  private static void addContradiction(
      List<DailyReportEvent> events,
      String department,
      LocalDate day,
      Counts counts,
      Instant saidAt,
      HealthFacts facts,
      Map<String, String> thoughtOf,
      Set<String> contradictedBy) {
    List<HealthFact> evidence = tooMany(counts, saidAt, facts, thoughtOf);
    if (evidence.stream().anyMatch(fact -> !contradictedBy.contains(fact.record()))) {
      events.add(new DailyReportContradicted(department, day, counts.isZero(), saidAt, evidence));
    }
  }

  /**
   * The facts that were known when the report was made and are more people than it counts: as they
   * are known now, and also as they were understood then. Who turns out to be one of two was one to
   * whoever reported, and two who turn out to be one were never two.
   */
  private static List<HealthFact> tooMany(
      Counts counts, Instant saidAt, HealthFacts facts, Map<String, String> thoughtOf) {
    List<HealthFact> known =
        facts.stream().filter(fact -> !fact.knownAt().isAfter(saidAt)).toList();
    Set<HealthFact.Kind> tooFew = tooFew(counts, known, HealthFact::subjectId);
    tooFew.retainAll(
        tooFew(counts, known, fact -> thoughtOf.getOrDefault(fact.record(), fact.subjectId())));
    return known.stream().filter(fact -> tooFew.contains(fact.kind().countedAs())).toList();
  }

  private static Set<HealthFact.Kind> tooFew(
      Counts counts, List<HealthFact> known, Function<HealthFact, String> whom) {
    Map<HealthFact.Kind, Set<String>> people = new EnumMap<>(HealthFact.Kind.class);
    for (HealthFact fact : known) {
      people.computeIfAbsent(fact.kind().countedAs(), _ -> new HashSet<>()).add(whom.apply(fact));
    }
    Set<HealthFact.Kind> tooFew = EnumSet.noneOf(HealthFact.Kind.class);
    people.forEach(
        (kind, who) -> {
          if (who.size() > counts.of(kind)) {
            tooFew.add(kind);
          }
        });
    return tooFew;
  }

  @Override
  public DailyReport evolve(DailyReport state, DailyReportEvent event) {
    return switch (event) {
      case DailyReportExpected expected ->
          state instanceof Submitted said
              ? said.asExpected(expected.dueAt())
              : new Owed(expected, Wait.IN_TIME, state.facts());
      case DailyReportReminded _, DailyReportTakenByPhone _ -> state;
      case DailyReportOverdue _ -> waiting(state, Wait.OVERDUE);
      case DailyReportMissed _ -> waiting(state, Wait.MISSED);
      case DailyReportSubmitted it ->
          submitted(state, it.department(), it.day(), it.counts(), it.submittedAt(), it.dueAt());
      case ZeroReportSubmitted it ->
          submitted(state, it.department(), it.day(), it.counts(), it.submittedAt(), it.dueAt());
      case DailyReportCorrected it ->
          state instanceof Submitted said ? said.putRight(it.counts(), it.correctedAt()) : state;
      case DailyReportExempted _ -> new Exempt(state.facts());
      case DailyReportFactNoted(_, _, var fact) -> noted(state, fact);
      case DailyReportFactWithdrawn(_, _, var fact, boolean agrees) ->
          withdrawn(heldAgainst(state, fact, agrees), fact);
      case DailyReportContradicted it ->
          state instanceof Submitted said
              ? said.contradictedBy(
                  Stream.concat(
                          said.contradictedBy().stream(),
                          it.facts().stream().map(HealthFact::record))
                      .collect(Collectors.toUnmodifiableSet()))
              : state;
    };
  }

  private static DailyReport submitted(
      DailyReport state,
      String department,
      LocalDate day,
      Counts counts,
      Instant at,
      Instant dueAt) {
    return new Submitted(
        department,
        day,
        state instanceof Owed,
        counts,
        at,
        dueAt,
        false,
        Set.of(),
        state.facts(),
        DailyReport.about(state.facts()));
  }

  private static DailyReport waiting(DailyReport state, Wait stage) {
    return state instanceof Owed(var expected, _, var facts)
        ? new Owed(expected, stage, facts)
        : state;
  }

  /** What is withdrawn may contradict again once it is said again. */
  private static DailyReport heldAgainst(DailyReport state, HealthFact withdrawn, boolean agrees) {
    return state instanceof Submitted said
        ? said.contradictedBy(
            said.contradictedBy().stream()
                .filter(fact -> !agrees && !fact.equals(withdrawn.record()))
                .collect(Collectors.toUnmodifiableSet()))
        : state;
  }

  private static DailyReport noted(DailyReport state, HealthFact fact) {
    return switch (state) {
      case NotExpected(var facts) -> new NotExpected(facts.with(fact));
      case Owed(var expected, var stage, var facts) -> new Owed(expected, stage, facts.with(fact));
      case Exempt(var facts) -> new Exempt(facts.with(fact));
      case Submitted said -> said.noting(fact);
    };
  }

  private static DailyReport withdrawn(DailyReport state, HealthFact fact) {
    return switch (state) {
      case NotExpected(var facts) -> new NotExpected(facts.without(fact));
      case Owed(var expected, var stage, var facts) ->
          new Owed(expected, stage, facts.without(fact));
      case Exempt(var facts) -> new Exempt(facts.without(fact));
      case Submitted said -> said.without(fact);
    };
  }
}
