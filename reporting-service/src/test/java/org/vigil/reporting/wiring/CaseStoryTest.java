package org.vigil.reporting.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.vigil.eventsourcing.Outcome;
import org.vigil.eventsourcing.store.EventCatalog;
import org.vigil.eventsourcing.subject.SubjectDataEvent.SubjectHeld;
import org.vigil.eventsourcing.subject.SubjectDataEvent.SubjectHoldReleased;
import org.vigil.reporting.expectation.domain.ExpectedReportEvent.MissedReportDetected;
import org.vigil.reporting.expectation.domain.ExpectedReportEvent.ReportExpected;
import org.vigil.reporting.expectation.domain.Occasion;
import org.vigil.reporting.intake.PersonRegistered;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseCommand;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseCommand.CloseCase;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseCommand.CompleteContactListing;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseCommand.CompleteDisinfection;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseCommand.IdentifyContact;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseCommand.IdentifySubject;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseCommand.ListContact;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseCommand.NotifyAuthority;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseCommand.OpenCase;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseCommand.RecordIsolation;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseCommand.RequestDisinfection;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseCommand.StepRule;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseDecider;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.CaseStepOverdue;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.Grounds;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.Result;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.TerminalDisinfectionRequested;
import org.vigil.reporting.outbreakcase.domain.Step;
import org.vigil.reporting.person.domain.Person;

/** A case from its opening to its close (3.6-d), on a real database. */
class CaseStoryTest {

  private static final Instant NOW = Instant.parse("2022-11-03T01:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Person PERSON = new Person("张三丰", "A0017", "13800005678");

  private final GroupOnPostgres service = new GroupOnPostgres(NOW);

  @AfterEach
  void stop() {
    service.close();
  }

  private Outcome<?> send(OutbreakCaseCommand command) {
    return service.handle(OutbreakCaseDecider.CATEGORY, "c1", command);
  }

  private void open(boolean drill, Instant knownAt) {
    open("s1", true, drill, knownAt);
  }

  private void open(String subject, boolean identified, boolean drill, Instant knownAt) {
    send(
        new OpenCase(
            subject,
            "GWYC",
            PERSON,
            identified,
            Grounds.SUSPECTED,
            null,
            drill,
            knownAt,
            service.clock.instant(),
            Stream.of(Step.values())
                .filter(step -> step != Step.DISINFECTION)
                .map(
                    step ->
                        new StepRule(step, GroupOnPostgres.RULES.inForce(step.parameter(), NOW)))
                .toList()));
    service.settle();
  }

  private Instant now() {
    return service.clock.instant();
  }

  private void doAllButClose() {
    send(new RecordIsolation(now(), "定点医院", now()));
    send(new NotifyAuthority(now(), "区疾控中心", null, now()));
    send(new ListContact("s2", new Person("李四", null, "13900001111"), true, "GWYC", now(), now()));
    send(new CompleteContactListing(now()));
    send(
        new RequestDisinfection(
            "c1",
            List.of("HALL-1"),
            GroupOnPostgres.RULES.inForce(Step.DISINFECTION.parameter(), NOW),
            now()));
    send(new CompleteDisinfection(now(), "消杀组", now()));
  }

  @Test
  void obligation_3_6_d_a_real_case_is_told_to_the_office_and_the_whole_leading_group() {
    open(false, NOW);

    assertThat(service.raised()).containsExactly("3.6-d L2 CASE_OPENED");
    assertThat(service.copies("CASE_OPENED")).containsExactlyInAnyOrder("L3", "L4", "L5");
    assertThat(service.rows("select subject_name from escalation")).containsExactly("张*");
  }

  @Test
  void obligation_3_6_d_a_drill_tells_nobody_not_even_when_it_is_late() {
    open(true, NOW);

    service.forward(Duration.ofDays(30));

    assertThat(service.raised()).isEmpty();
    assertThat(service.events(CaseStepOverdue.class)).hasSize(5);
  }

  @Test
  void obligation_3_6_d_the_authoritys_clock_runs_from_when_the_bureau_knew() {
    open(false, NOW.minus(HOUR));
    service.forward(HOUR.minusSeconds(1));
    assertThat(service.raised()).containsExactly("3.6-d L2 CASE_OPENED");

    service.forward(Duration.ofSeconds(1));

    assertThat(service.raised())
        .contains("3.6-d L2 CASE_AUTHORITY_NOT_TOLD", "3.6-d L2 CASE_STEP_LATE");
    assertThat(service.copies("CASE_AUTHORITY_NOT_TOLD"))
        .containsExactlyInAnyOrder("L3", "L4", "L5");
    CaseStepOverdue late =
        service.events(CaseStepOverdue.class).stream()
            .filter(one -> one.step() == Step.AUTHORITY_NOTICE)
            .findFirst()
            .orElseThrow();
    assertThat(late.rule().name()).isEqualTo("reporting.case-notify-authority-within");
    assertThat(late.rule().value()).isEqualTo("PT2H");
  }

  @Test
  void obligation_3_6_d_what_is_done_in_time_is_never_late_and_then_the_case_closes() {
    open(false, NOW);
    doAllButClose();
    assertThat(send(new CloseCase(Result.RULED_OUT, null, now()))).isInstanceOf(Outcome.Done.class);

    service.forward(Duration.ofDays(60));

    assertThat(service.raised())
        .filteredOn(item -> item.startsWith("3.6-d"))
        .containsExactly("3.6-d L2 CASE_OPENED");
    assertThat(service.rows("select status, result from outbreak_case"))
        .containsExactly("CLOSED|RULED_OUT");
    assertThat(
            service.rows(
                "select step from outbreak_case_step where done_at is null or late_by_seconds > 0"))
        .isEmpty();
    assertThat(service.rows("select name, phone from outbreak_case_contact"))
        .containsExactly("李*|*******1111");
  }

  @Test
  void obligation_3_6_d_each_late_step_is_a_matter_of_its_own_and_stays_late_when_done() {
    open(false, NOW);
    service.forward(Duration.ofHours(5));
    doAllButClose();
    service.settle();

    assertThat(service.rows("select step from outbreak_case_step where overdue order by step"))
        .containsExactly("AUTHORITY_NOTICE", "DISINFECTION_REQUEST", "ISOLATION");
    assertThat(
            service.rows(
                "select late_by_seconds from outbreak_case_step where step = 'AUTHORITY_NOTICE'"))
        .containsExactly("10800");
    assertThat(service.raised().stream().filter(item -> item.contains("CASE_STEP_LATE")))
        .hasSize(2);
  }

  @Test
  void obligation_3_6_d_the_disinfection_is_timed_from_its_request() {
    open(false, NOW);
    send(
        new RequestDisinfection(
            "c1",
            List.of("HALL-1"),
            GroupOnPostgres.RULES.inForce(Step.DISINFECTION.parameter(), NOW),
            now()));
    service.forward(Duration.ofHours(24).minusSeconds(1));
    assertThat(service.events(CaseStepOverdue.class))
        .noneMatch(late -> late.step() == Step.DISINFECTION);

    service.forward(Duration.ofSeconds(1));

    assertThat(service.events(CaseStepOverdue.class))
        .anyMatch(late -> late.step() == Step.DISINFECTION);
  }

  @Test
  void the_people_of_a_case_are_held_until_it_closes() {
    open(false, NOW);
    doAllButClose();
    service.settle();
    assertThat(service.events(SubjectHeld.class).stream().map(SubjectHeld::subjectId))
        .containsExactlyInAnyOrder("s1", "s2");
    assertThat(service.rows("select subject_id from vault.held_subject order by 1"))
        .containsExactly("s1", "s2");

    send(new CloseCase(Result.RECOVERED, null, now()));
    service.settle();

    assertThat(service.events(SubjectHoldReleased.class).stream().map(h -> h.subjectId()))
        .containsExactlyInAnyOrder("s1", "s2");
    assertThat(service.rows("select subject_id from vault.held_subject")).isEmpty();
  }

  @Test
  void the_request_for_disinfection_says_nothing_of_whose_case_it_is() {
    open(false, NOW);
    doAllButClose();
    service.settle();

    TerminalDisinfectionRequested requested =
        service.events(TerminalDisinfectionRequested.class).getFirst();

    assertThat(new String(EventCatalog.bytes(requested), StandardCharsets.UTF_8))
        .contains("HALL-1", "c1")
        .doesNotContain("s1", "张");
  }

  private void listStaffAndStranger(boolean drill) {
    staff("s2", "AQBW");
    open(drill, NOW);
    Person contact = new Person("李四", null, "13900001111");
    send(new ListContact("s2", contact, true, "GWYC", now(), now()));
    send(new ListContact("stranger", contact, true, "GWYC", now(), now()));
    service.settle();
  }

  @Test
  void obligation_3_11_b_a_contact_of_a_case_is_owed_by_the_persons_own_department() {
    listStaffAndStranger(false);
    assertThat(service.events(ReportExpected.class))
        .extracting(ReportExpected::subjectId, ReportExpected::department, ReportExpected::occasion)
        .containsExactly(tuple("s2", "AQBW", Occasion.CASE_CONTACT));

    service.forward(HOUR.multipliedBy(2));

    assertThat(service.events(MissedReportDetected.class))
        .extracting(MissedReportDetected::subjectId)
        .containsExactly("s2");
  }

  @Test
  void the_contacts_of_a_drill_are_owed_by_nobody() {
    listStaffAndStranger(true);

    assertThat(service.events(ReportExpected.class)).isEmpty();
  }

  private void staff(String subject, String department) {
    service.receive(
        "person/" + subject,
        "person-registered.v2",
        new PersonRegistered(new PersonRegistered.Particulars(subject, department, "李*", null)));
    service.settle();
  }

  @Test
  void obligation_3_11_b_a_contact_of_a_case_is_owed_once_it_is_known_who_it_is() {
    staff("s2", "AQBW");
    open(false, NOW);
    send(new ListContact("u2", new Person("李四", null, null), false, "GWYC", now(), now()));
    service.forward(HOUR.multipliedBy(3));
    assertThat(service.events(ReportExpected.class)).isEmpty();

    send(new IdentifyContact("u2", "s2", new Person("李四", "A2", null)));
    service.settle();

    assertThat(service.events(ReportExpected.class))
        .extracting(
            ReportExpected::subjectId,
            ReportExpected::department,
            ReportExpected::occasion,
            ReportExpected::dueAt)
        .containsExactly(
            tuple("s2", "AQBW", Occasion.CASE_CONTACT, NOW.plus(HOUR.multipliedBy(5))));
  }

  @Test
  void
      who_is_listed_by_name_and_by_number_is_one_contact_who_met_the_person_last_when_either_did() {
    Person byName = new Person("李四", null, null);
    Person byNumber = new Person("李四", "A2", null);
    open(false, NOW);
    send(new ListContact("s2", byNumber, true, "GWYC", NOW.minus(HOUR.multipliedBy(9)), now()));
    send(new ListContact("u2", byName, false, "GWYC", NOW.minus(HOUR), now()));
    send(new ListContact("u3", byName, false, "GWYC", NOW, now()));
    service.settle();

    send(new IdentifyContact("u2", "s2", byNumber));
    service.settle();

    assertThat(
            service.rows(
                "select subject_id, identified, last_contact_at = '%s' from outbreak_case_contact order by 1"
                    .formatted(NOW.minus(HOUR))))
        .containsExactly("s2|t|t", "u3|f|f");
  }

  @Test
  void the_people_of_a_case_are_held_under_what_they_were_kept_before_until_it_closes() {
    open("u1", false, false, NOW);
    send(new ListContact("u2", new Person("李四", null, null), false, "GWYC", now(), now()));
    send(new IdentifySubject("s1", PERSON));
    send(new IdentifyContact("u2", "s2", new Person("李四", "A2", null)));
    service.settle();
    assertThat(service.rows("select subject_id, identified from outbreak_case"))
        .containsExactly("s1|t");
    assertThat(service.rows("select subject_id from vault.held_subject order by 1"))
        .containsExactly("s1", "s2", "u1", "u2");
    doAllButClose();

    send(new CloseCase(Result.RULED_OUT, null, now()));
    service.settle();

    assertThat(service.rows("select subject_id from vault.held_subject")).isEmpty();
  }
}
