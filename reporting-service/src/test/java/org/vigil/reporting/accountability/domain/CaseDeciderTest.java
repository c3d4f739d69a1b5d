package org.vigil.reporting.accountability.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigil.testing.DeciderSpecification.given;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.vigil.eventsourcing.DeadlineRule.Change;
import org.vigil.eventsourcing.Decision;
import org.vigil.reporting.accountability.domain.CaseCommand.AddEvidence;
import org.vigil.reporting.accountability.domain.CaseCommand.CloseCase;
import org.vigil.reporting.accountability.domain.CaseCommand.DecideFinding;
import org.vigil.reporting.accountability.domain.CaseCommand.DecideMeasure;
import org.vigil.reporting.accountability.domain.CaseCommand.DismissLead;
import org.vigil.reporting.accountability.domain.CaseCommand.ExecuteMeasure;
import org.vigil.reporting.accountability.domain.CaseCommand.LetTimePass;
import org.vigil.reporting.accountability.domain.CaseCommand.NotifySubject;
import org.vigil.reporting.accountability.domain.CaseCommand.OpenLead;
import org.vigil.reporting.accountability.domain.CaseCommand.RecordStatement;
import org.vigil.reporting.accountability.domain.CaseCommand.RevealCase;
import org.vigil.reporting.accountability.domain.CaseCommand.ReverseFinding;
import org.vigil.reporting.accountability.domain.CaseCommand.SealEvidence;
import org.vigil.reporting.accountability.domain.CaseCommand.WithdrawLead;
import org.vigil.reporting.accountability.domain.CaseEvent.CaseClosed;
import org.vigil.reporting.accountability.domain.CaseEvent.CaseGroundLost;
import org.vigil.reporting.accountability.domain.CaseEvent.CaseRevealed;
import org.vigil.reporting.accountability.domain.CaseEvent.EvidenceAdded;
import org.vigil.reporting.accountability.domain.CaseEvent.EvidenceSealed;
import org.vigil.reporting.accountability.domain.CaseEvent.FindingDecided;
import org.vigil.reporting.accountability.domain.CaseEvent.FindingReversed;
import org.vigil.reporting.accountability.domain.CaseEvent.LeadDismissed;
import org.vigil.reporting.accountability.domain.CaseEvent.LeadOpened;
import org.vigil.reporting.accountability.domain.CaseEvent.LeadWithdrawn;
import org.vigil.reporting.accountability.domain.CaseEvent.MeasureExecuted;
import org.vigil.reporting.accountability.domain.CaseEvent.NoticeOfCriticismDecided;
import org.vigil.reporting.accountability.domain.CaseEvent.ReferredForDiscipline;
import org.vigil.reporting.accountability.domain.CaseEvent.StatementPeriodEnded;
import org.vigil.reporting.accountability.domain.CaseEvent.StatementRecorded;
import org.vigil.reporting.accountability.domain.CaseEvent.SubjectNotified;
import org.vigil.reporting.accountability.domain.CaseEvent.WrittenSelfCriticismOrdered;
import org.vigil.reporting.accountability.domain.CaseEvent.WrittenSelfCriticismOverdue;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.Role;

/** The life of a case; each step only from the one before, and nobody in their own. */
class CaseDeciderTest {

  private static final CaseDecider DECIDER = new CaseDecider();
  private static final Instant NOW = Instant.parse("2022-11-03T06:05:00Z");
  private static final Duration SPEAK = Duration.ofDays(3);
  private static final Instant SPEAK_BY = NOW.plus(SPEAK);
  private static final Instant DUE = NOW.plus(Duration.ofDays(7));
  private static final String SUBJECT = "s1";
  private static final Officer OFFICE = new Officer("o1", "王*", Role.OFFICE_DIRECTOR, "BGS");
  private static final Officer LEADER = new Officer("l1", "林建华", Role.LEADER, null);
  private static final Officer SELF = new Officer(SUBJECT, "卫东", Role.DEPUTY, null);
  private static final Officer COLLEAGUE = new Officer("c1", "罗文", Role.DEPUTY, "GWYC");
  private static final List<RuleInForce> RULES =
      List.of(new RuleInForce("reporting.symptom-report-within", "PT30M", null, null, null));

  private static final LeadOpened LEAD = lead("e1");
  private static final EvidenceSealed SEALED =
      new EvidenceSealed(List.of(evidence("e1", "root")), OFFICE);
  private static final SubjectNotified NOTIFIED =
      new SubjectNotified(SUBJECT, "卫东", "GWYC", SPEAK_BY, OFFICE);
  private static final StatementRecorded STATED = new StatementRecorded(SUBJECT, "情况属实");
  private static final FindingDecided UPHELD = found(Finding.UPHELD, false);
  private static final FindingDecided SERIOUS = found(Finding.UPHELD, true);
  private static final WrittenSelfCriticismOrdered ORDERED =
      new WrittenSelfCriticismOrdered(SUBJECT, DUE, LEADER);
  private static final MeasureExecuted SUBMITTED =
      new MeasureExecuted(SUBJECT, Measure.WRITTEN_SELF_CRITICISM, "检讨-1", OFFICE);
  private static final FindingReversed REVERSED = new FindingReversed(SUBJECT, "证据有误", LEADER);
  private static final CaseClosed CLOSED = new CaseClosed(SUBJECT, "执行完毕", OFFICE);

  private static LeadOpened lead(String... evidence) {
    return new LeadOpened(
        Ground.REPORTING_BREACH,
        "3.11-b",
        "GWYC",
        null,
        null,
        "疑似缓报",
        NOW,
        null,
        List.of(evidence));
  }

  private static OpenLead open(@Nullable String subject, @Nullable Officer by, String... evidence) {
    return new OpenLead(
        Ground.REPORTING_BREACH,
        "3.11-b",
        "GWYC",
        subject,
        null,
        "疑似缓报",
        NOW,
        by,
        List.of(evidence));
  }

  private static Evidence evidence(String id, @Nullable String root) {
    return new Evidence(
        id,
        "reporting",
        "vigil.reporting.late-report-detected.v1",
        "symptom-report/r1",
        2,
        NOW,
        root,
        root == null ? null : "digest");
  }

  private static FindingDecided found(Finding finding, boolean serious) {
    return new FindingDecided(
        SUBJECT, Ground.REPORTING_BREACH, finding, serious, List.of("e1"), RULES, "理由", LEADER);
  }

  private static DecideFinding find(Officer by, String... cited) {
    return new DecideFinding(Finding.UPHELD, false, List.of(cited), RULES, "理由", by);
  }

  private static SealEvidence seal(Officer by, Evidence... found) {
    return new SealEvidence(List.of(found), "reporting", by);
  }

  private static NotifySubject notify(String subject, Officer by) {
    return new NotifySubject(subject, "卫东", NOW, SPEAK, by);
  }

  private static DecideMeasure measure(Measure measure, Officer by) {
    return new DecideMeasure(measure, NOW, DUE, by);
  }

  // From step to step

  @Test
  void a_policy_opens_a_lead_against_a_department_and_no_person() {
    given(DECIDER).when(open(null, null, "e1")).then(LEAD);
  }

  @Test
  void more_signals_of_the_same_matter_are_more_evidence() {
    given(DECIDER, LEAD)
        .when(open(null, null, "e1", "e2"))
        .then(new EvidenceAdded(List.of("e2"), null));
  }

  @Test
  void evidence_is_sealed_as_a_whole_with_what_proves_it() {
    given(DECIDER, LEAD).when(seal(OFFICE, evidence("e1", "root"))).then(SEALED);
  }

  @Test
  void a_part_of_the_evidence_is_not_sealed() {
    given(DECIDER, lead("e1", "e2"))
        .when(seal(OFFICE, evidence("e1", "root")))
        .thenRefused(CaseRefusal.EVIDENCE_MISSING);
  }

  @Test
  void what_has_no_seal_of_the_log_is_not_evidence_yet() {
    given(DECIDER, LEAD)
        .when(seal(OFFICE, evidence("e1", null)))
        .thenRefused(CaseRefusal.EVIDENCE_WITHOUT_SEAL);
  }

  @Test
  void sealed_evidence_does_not_grow() {
    given(DECIDER, LEAD, SEALED)
        .when(new AddEvidence(List.of("e2"), OFFICE))
        .thenRefused(CaseRefusal.EVIDENCE_ALREADY_SEALED);
    given(DECIDER, LEAD, SEALED).when(open(null, null, "e2")).thenNothingHappened();
  }

  @Test
  void the_person_is_told_and_has_time_to_speak() {
    given(DECIDER, LEAD, SEALED).when(notify(SUBJECT, OFFICE)).then(NOTIFIED);
  }

  @Test
  void another_than_the_one_suspected_is_not_notified() {
    LeadOpened named =
        new LeadOpened(
            Ground.ABANDONED_POST,
            "3.1-b",
            "GWYC",
            "s2",
            "张三",
            "疑似擅离职守",
            NOW,
            OFFICE,
            List.of("e1"));
    given(DECIDER, named, SEALED)
        .when(notify(SUBJECT, OFFICE))
        .thenRefused(CaseRefusal.SUBJECT_IS_ANOTHER);
  }

  @Test
  void who_does_not_speak_in_time_is_heard_too_but_may_still_speak_before_the_finding() {
    StatementPeriodEnded silent = new StatementPeriodEnded(SUBJECT, SPEAK_BY);
    given(DECIDER, LEAD, SEALED, NOTIFIED).when(new LetTimePass(SPEAK_BY)).then(silent);
    given(DECIDER, LEAD, SEALED, NOTIFIED, silent).when(new RecordStatement("情况属实")).then(STATED);
  }

  @Test
  void nothing_is_found_before_the_person_is_heard() {
    given(DECIDER, LEAD, SEALED, NOTIFIED)
        .when(find(LEADER, "e1"))
        .thenRefused(CaseRefusal.SUBJECT_NOT_HEARD);
  }

  @Test
  void a_leader_finds_on_sealed_evidence_and_the_rules_of_then() {
    given(DECIDER, LEAD, SEALED, NOTIFIED, STATED).when(find(LEADER, "e1")).then(UPHELD);
  }

  @Test
  void a_finding_on_nothing_or_on_something_else_is_none() {
    given(DECIDER, LEAD, SEALED, NOTIFIED, STATED)
        .when(find(LEADER))
        .thenRefused(CaseRefusal.CITES_WHAT_IS_NOT_EVIDENCE);
    given(DECIDER, LEAD, SEALED, NOTIFIED, STATED)
        .when(find(LEADER, "e1", "e9"))
        .thenRefused(CaseRefusal.CITES_WHAT_IS_NOT_EVIDENCE);
  }

  @Test
  void a_self_criticism_has_its_deadline() {
    given(DECIDER, LEAD, SEALED, NOTIFIED, STATED, UPHELD)
        .when(measure(Measure.WRITTEN_SELF_CRITICISM, LEADER))
        .then(ORDERED);
    assertThat(CaseDecider.CATEGORY.deadlines().after(ORDERED))
        .containsExactly(new Change.Schedule("self-criticism-due", DUE));
    given(DECIDER, LEAD, SEALED, NOTIFIED, STATED, UPHELD, ORDERED)
        .when(new LetTimePass(DUE))
        .then(new WrittenSelfCriticismOverdue(SUBJECT, "GWYC", DUE));
  }

  @Test
  void a_self_criticism_that_came_is_not_overdue() {
    given(DECIDER, LEAD, SEALED, NOTIFIED, STATED, UPHELD, ORDERED, SUBMITTED)
        .when(new LetTimePass(DUE))
        .thenNothingHappened();
  }

  @Test
  void a_deadline_in_the_past_orders_nothing() {
    given(DECIDER, LEAD, SEALED, NOTIFIED, STATED, UPHELD)
        .when(new DecideMeasure(Measure.WRITTEN_SELF_CRITICISM, NOW, NOW, LEADER))
        .thenRefused(CaseRefusal.DEADLINE_IN_THE_PAST);
  }

  @Test
  void a_referral_needs_a_finding_of_serious_consequences() {
    given(DECIDER, LEAD, SEALED, NOTIFIED, STATED, UPHELD)
        .when(measure(Measure.REFERRAL, LEADER))
        .thenRefused(CaseRefusal.NO_SERIOUS_CONSEQUENCES_FOUND);
    given(DECIDER, LEAD, SEALED, NOTIFIED, STATED, SERIOUS)
        .when(measure(Measure.REFERRAL, LEADER))
        .then(new ReferredForDiscipline(SUBJECT, LEADER));
  }

  @ParameterizedTest
  @EnumSource(
      value = Finding.class,
      names = {"NOT_UPHELD", "EXCUSABLE"})
  void what_is_not_upheld_has_no_measure_and_is_closed(Finding finding) {
    given(DECIDER, LEAD, SEALED, NOTIFIED, STATED, found(finding, false))
        .when(measure(Measure.NOTICE_OF_CRITICISM, LEADER))
        .thenRefused(CaseRefusal.FINDING_NOT_UPHELD);
    given(DECIDER, LEAD, SEALED, NOTIFIED, STATED, found(finding, false))
        .when(new CloseCase("执行完毕", OFFICE))
        .then(CLOSED);
  }

  @Test
  void what_is_upheld_is_closed_once_its_measures_are_carried_out() {
    given(DECIDER, LEAD, SEALED, NOTIFIED, STATED, UPHELD)
        .when(new CloseCase("执行完毕", OFFICE))
        .thenRefused(CaseRefusal.MEASURE_NOT_DECIDED);
    given(DECIDER, LEAD, SEALED, NOTIFIED, STATED, UPHELD, ORDERED)
        .when(new CloseCase("执行完毕", OFFICE))
        .thenRefused(CaseRefusal.MEASURE_NOT_EXECUTED);
    given(DECIDER, LEAD, SEALED, NOTIFIED, STATED, UPHELD, ORDERED, SUBMITTED)
        .when(new CloseCase("执行完毕", OFFICE))
        .then(CLOSED);
  }

  @Test
  void a_measure_is_decided_once_and_executed_once() {
    given(DECIDER, LEAD, SEALED, NOTIFIED, STATED, UPHELD, ORDERED)
        .when(measure(Measure.WRITTEN_SELF_CRITICISM, LEADER))
        .thenRefused(CaseRefusal.MEASURE_ALREADY_DECIDED);
    given(DECIDER, LEAD, SEALED, NOTIFIED, STATED, UPHELD, ORDERED, SUBMITTED)
        .when(new ExecuteMeasure(Measure.WRITTEN_SELF_CRITICISM, "检讨-1", OFFICE))
        .thenRefused(CaseRefusal.MEASURE_ALREADY_EXECUTED);
    given(DECIDER, LEAD, SEALED, NOTIFIED, STATED, UPHELD, ORDERED)
        .when(new ExecuteMeasure(Measure.NOTICE_OF_CRITICISM, "通报-1", OFFICE))
        .thenRefused(CaseRefusal.MEASURE_NOT_DECIDED);
  }

  @Test
  void a_finding_is_reversed_by_a_new_event_even_after_the_case_was_closed() {
    FindingReversed reversed = new FindingReversed(SUBJECT, "证据有误", LEADER);
    given(DECIDER, LEAD, SEALED, NOTIFIED, STATED, UPHELD, ORDERED)
        .when(new ReverseFinding("证据有误", LEADER))
        .then(reversed);
    given(DECIDER, LEAD, SEALED, NOTIFIED, STATED, UPHELD, ORDERED, SUBMITTED, CLOSED)
        .when(new ReverseFinding("证据有误", LEADER))
        .then(reversed);
    given(DECIDER, LEAD, SEALED, NOTIFIED, STATED, UPHELD, ORDERED, reversed)
        .when(new LetTimePass(DUE))
        .thenNothingHappened();
  }

  @Test
  void a_dismissed_lead_opens_again_by_new_evidence_only() {
    LeadDismissed dismissed = new LeadDismissed(null, "属系统误报", LEADER);
    given(DECIDER, LEAD).when(new DismissLead("属系统误报", LEADER)).then(dismissed);
    given(DECIDER, LEAD, dismissed).when(open(null, null, "e1")).thenNothingHappened();
    given(DECIDER, LEAD, dismissed).when(open(null, null, "e1", "e2")).then(lead("e2"));
  }

  private static final WithdrawLead NO_GROUND = new WithdrawLead("所依据的事实已撤回", List.of("w1"));
  private static final CaseGroundLost LOST =
      new CaseGroundLost(SUBJECT, "所依据的事实已撤回", List.of("w1"));
  private static final CaseGroundLost LOST_OF_NOBODY =
      new CaseGroundLost(null, "所依据的事实已撤回", List.of("w1"));

  @Test
  void a_lead_that_nobody_has_taken_up_is_withdrawn_with_its_ground_and_opens_again_with_another() {
    LeadWithdrawn withdrawn = new LeadWithdrawn(null, "所依据的事实已撤回", List.of("w1"));
    given(DECIDER, LEAD, new EvidenceAdded(List.of("e2"), null)).when(NO_GROUND).then(withdrawn);
    given(DECIDER, LEAD, withdrawn).when(NO_GROUND).thenNothingHappened();
    given(DECIDER, LEAD, withdrawn).when(open(null, null, "e1")).thenNothingHappened();
    given(DECIDER, LEAD, withdrawn).when(open(null, null, "e2")).then(lead("e2"));
    given(DECIDER, LEAD, withdrawn)
        .when(seal(OFFICE, evidence("e1", "root")))
        .thenRefused(CaseRefusal.CASE_ENDED);
  }

  @Test
  void what_somebody_has_taken_up_is_only_marked_when_its_ground_is_lost() {
    given(DECIDER, LEAD, new EvidenceAdded(List.of("e2"), OFFICE))
        .when(NO_GROUND)
        .then(LOST_OF_NOBODY);
    given(DECIDER, LEAD, SEALED).when(NO_GROUND).then(LOST_OF_NOBODY);
    given(DECIDER, LEAD, SEALED, NOTIFIED).when(NO_GROUND).then(LOST);
    given(DECIDER, LEAD, SEALED, NOTIFIED, STATED).when(NO_GROUND).then(LOST);
    given(DECIDER, LEAD, SEALED, NOTIFIED, STATED, UPHELD).when(NO_GROUND).then(LOST);
    given(DECIDER, LEAD, SEALED, NOTIFIED, STATED, UPHELD, ORDERED, SUBMITTED, CLOSED)
        .when(NO_GROUND)
        .then(LOST);
    given(DECIDER, LEAD, SEALED, LOST_OF_NOBODY).when(notify(SUBJECT, OFFICE)).then(NOTIFIED);
  }

  @Test
  void what_nobody_suspects_any_more_loses_no_ground() {
    given(DECIDER).when(NO_GROUND).thenNothingHappened();
    given(DECIDER, LEAD, new LeadDismissed(null, "属系统误报", LEADER))
        .when(NO_GROUND)
        .thenNothingHappened();
    given(DECIDER, LEAD, SEALED, NOTIFIED, STATED, UPHELD, REVERSED)
        .when(NO_GROUND)
        .thenNothingHappened();
  }

  // Nobody skips a step

  private static final List<CaseEvent> LIFE =
      List.of(LEAD, SEALED, NOTIFIED, STATED, UPHELD, ORDERED, SUBMITTED, CLOSED);

  private static final List<CaseCommand> STEPS =
      List.of(
          open(null, OFFICE, "e1"),
          seal(OFFICE, evidence("e1", "root")),
          notify(SUBJECT, OFFICE),
          new RecordStatement("情况属实"),
          find(LEADER, "e1"),
          measure(Measure.WRITTEN_SELF_CRITICISM, LEADER),
          new ExecuteMeasure(Measure.WRITTEN_SELF_CRITICISM, "检讨-1", OFFICE),
          new CloseCase("执行完毕", OFFICE));

  static Stream<Arguments> every_later_step() {
    return Stream.iterate(0, stage -> stage < LIFE.size(), stage -> stage + 1)
        .flatMap(
            stage ->
                Stream.iterate(stage + 1, step -> step < STEPS.size(), step -> step + 1)
                    .map(step -> Arguments.of(stage, step)));
  }

  @ParameterizedTest
  @MethodSource("every_later_step")
  void no_step_can_be_skipped(int stage, int step) {
    assertThat(DECIDER.decide(STEPS.get(step), after(stage)))
        .as("%s after %s events", STEPS.get(step), stage)
        .isInstanceOf(Decision.Refused.class);
  }

  private static AccountabilityCase after(int stage) {
    AccountabilityCase state = DECIDER.initialState();
    for (CaseEvent event : LIFE.subList(0, stage)) {
      state = DECIDER.evolve(state, event);
    }
    return state;
  }

  // Nobody acts in their own case

  @Test
  void nobody_opens_seals_or_notifies_in_their_own_case() {
    given(DECIDER).when(open(SUBJECT, SELF, "e1")).thenRefused(CaseRefusal.OWN_CASE);
    given(DECIDER, LEAD, SEALED).when(notify(SUBJECT, SELF)).thenRefused(CaseRefusal.OWN_CASE);
  }

  @Test
  void nobody_finds_or_decides_in_their_own_case() {
    given(DECIDER, LEAD, SEALED, NOTIFIED, STATED)
        .when(find(SELF, "e1"))
        .thenRefused(CaseRefusal.OWN_CASE);
    given(DECIDER, LEAD, SEALED, NOTIFIED, STATED, UPHELD)
        .when(measure(Measure.NOTICE_OF_CRITICISM, SELF))
        .thenRefused(CaseRefusal.OWN_CASE);
    given(DECIDER, LEAD, SEALED, NOTIFIED, STATED, UPHELD, ORDERED)
        .when(new ExecuteMeasure(Measure.WRITTEN_SELF_CRITICISM, "检讨-1", SELF))
        .thenRefused(CaseRefusal.OWN_CASE);
    given(DECIDER, LEAD, SEALED, NOTIFIED, STATED, UPHELD, ORDERED, SUBMITTED)
        .when(new CloseCase("执行完毕", SELF))
        .thenRefused(CaseRefusal.OWN_CASE);
    given(DECIDER, LEAD, SEALED, NOTIFIED, STATED, UPHELD)
        .when(new ReverseFinding("不服", SELF))
        .thenRefused(CaseRefusal.OWN_CASE);
    given(DECIDER, LEAD, SEALED, NOTIFIED)
        .when(new RevealCase("看看", SELF))
        .thenRefused(CaseRefusal.OWN_CASE);
  }

  @Test
  void who_belongs_to_the_department_does_not_judge_it() {
    given(DECIDER, LEAD, SEALED, NOTIFIED, STATED)
        .when(find(COLLEAGUE, "e1"))
        .thenRefused(CaseRefusal.OWN_DEPARTMENT);
  }

  @Test
  void who_leads_nothing_judges_nothing() {
    given(DECIDER, LEAD, SEALED, NOTIFIED, STATED)
        .when(find(OFFICE, "e1"))
        .thenRefused(CaseRefusal.NOT_A_LEADER);
    given(DECIDER, LEAD, SEALED, NOTIFIED, STATED, UPHELD)
        .when(measure(Measure.NOTICE_OF_CRITICISM, OFFICE))
        .thenRefused(CaseRefusal.NOT_A_LEADER);
  }

  @Test
  void a_look_at_the_names_is_an_event() {
    given(DECIDER, LEAD, SEALED, NOTIFIED)
        .when(new RevealCase("核对", LEADER))
        .then(new CaseRevealed(SUBJECT, "核对"));
  }

  @Test
  void both_measures_may_be_decided() {
    given(DECIDER, LEAD, SEALED, NOTIFIED, STATED, UPHELD, ORDERED)
        .when(measure(Measure.NOTICE_OF_CRITICISM, LEADER))
        .then(new NoticeOfCriticismDecided(SUBJECT, LEADER));
  }
}
