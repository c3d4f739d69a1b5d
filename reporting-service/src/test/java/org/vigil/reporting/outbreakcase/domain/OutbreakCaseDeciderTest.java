package org.vigil.reporting.outbreakcase.domain;

import static org.vigil.testing.DeciderSpecification.given;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseCommand.CloseCase;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseCommand.CompleteContactListing;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseCommand.CompleteDisinfection;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseCommand.DetectLateStep;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseCommand.IdentifyContact;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseCommand.IdentifySubject;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseCommand.ListContact;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseCommand.NotifyAuthority;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseCommand.OpenCase;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseCommand.RecordIsolation;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseCommand.RecordZoneDisinfected;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseCommand.StepRule;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.AuthorityNotified;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.CaseClosed;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.CaseContactIdentified;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.CaseOpened;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.CasePersonIdentified;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.CaseStepOverdue;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.Contact;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.ContactListed;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.ContactListingCompleted;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.Grounds;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.Result;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.StepDue;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.SubjectIsolated;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.TerminalDisinfectionCompleted;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.TerminalDisinfectionRequested;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.ZoneDisinfected;
import org.vigil.reporting.parameter.domain.Rule;
import org.vigil.reporting.person.domain.Person;

class OutbreakCaseDeciderTest {

  private static final OutbreakCaseDecider DECIDER = new OutbreakCaseDecider();
  private static final Instant NOW = Instant.parse("2022-11-03T06:05:00Z");
  private static final Instant KNOWN = NOW.minusSeconds(3_600);
  private static final Person PERSON = new Person("张三丰", null, "13800005678");
  private static final Person NAME_ALONE = new Person("张三丰", null, null);
  private static final Rule TWO_HOURS = Rule.byDefault("two-hours", "PT2H");
  private static final Duration IN_TIME = Duration.ZERO;

  private static OutbreakCaseEvent opened() {
    return new CaseOpened(
        "s1",
        "GWYC",
        PERSON,
        true,
        Grounds.SUSPECTED,
        null,
        false,
        KNOWN,
        NOW,
        List.of(
            new StepDue(Step.ISOLATION, NOW.plusSeconds(7_200), TWO_HOURS),
            new StepDue(Step.AUTHORITY_NOTICE, KNOWN.plusSeconds(7_200), TWO_HOURS)));
  }

  private static OutbreakCaseEvent listed(String contact, boolean identified) {
    return new ContactListed("s1", new Contact(contact, "GWYC", PERSON, KNOWN), identified);
  }

  /** All steps of a case, in order; the first opens it and the last is the disinfection's end. */
  private static List<OutbreakCaseEvent> all() {
    return List.of(
        opened(),
        new SubjectIsolated("s1", "GWYC", NOW, "医院", IN_TIME),
        new AuthorityNotified("s1", "GWYC", NOW, "区疾控中心", null, IN_TIME),
        new ContactListingCompleted("s1", "GWYC", 0, NOW, IN_TIME),
        new TerminalDisinfectionRequested(
            "c1",
            "GWYC",
            List.of("HALL-1"),
            false,
            NOW,
            IN_TIME,
            new StepDue(Step.DISINFECTION, NOW.plusSeconds(7_200), TWO_HOURS)),
        new TerminalDisinfectionCompleted("GWYC", NOW, "消杀组", IN_TIME));
  }

  @Test
  void every_step_is_timed_from_the_opening_and_the_authoritys_from_when_it_was_known() {
    given(DECIDER)
        .when(
            new OpenCase(
                "s1",
                "GWYC",
                PERSON,
                true,
                Grounds.SUSPECTED,
                null,
                false,
                KNOWN,
                NOW,
                List.of(
                    new StepRule(Step.ISOLATION, TWO_HOURS),
                    new StepRule(Step.AUTHORITY_NOTICE, TWO_HOURS))))
        .then(opened());
  }

  @Test
  void what_is_entered_late_is_late_whatever_time_it_claims() {
    given(DECIDER, opened())
        .when(new NotifyAuthority(NOW, "区疾控中心", null, KNOWN.plusSeconds(7_500)))
        .then(new AuthorityNotified("s1", "GWYC", NOW, "区疾控中心", null, Duration.ofSeconds(300)));
  }

  @Test
  void a_step_that_is_done_is_not_late_when_its_time_comes() {
    given(DECIDER, opened(), new SubjectIsolated("s1", "GWYC", NOW, "医院", IN_TIME))
        .when(new DetectLateStep(Step.ISOLATION, NOW.plusSeconds(7_200)))
        .thenNothingHappened();
  }

  @Test
  void a_step_that_is_not_done_is_late_by_the_rule_in_force_when_the_time_began() {
    given(DECIDER, opened())
        .when(new DetectLateStep(Step.ISOLATION, NOW.plusSeconds(7_200)))
        .then(
            new CaseStepOverdue(
                "s1", "GWYC", "张三丰", false, Step.ISOLATION, NOW.plusSeconds(7_200), TWO_HOURS));
  }

  @Test
  void a_step_is_done_once() {
    given(DECIDER, opened(), new SubjectIsolated("s1", "GWYC", NOW, "医院", IN_TIME))
        .when(new RecordIsolation(NOW, "医院", NOW))
        .thenRefused(OutbreakCaseRefusal.STEP_ALREADY_DONE);
  }

  @Test
  void no_step_lies_before_the_case_was_known() {
    given(DECIDER, opened())
        .when(new RecordIsolation(KNOWN.minusSeconds(1), "医院", NOW))
        .thenRefused(OutbreakCaseRefusal.STEP_BEFORE_CASE_WAS_KNOWN);
  }

  @Test
  void a_contact_is_listed_once_and_never_the_person() {
    OutbreakCaseEvent listed = listed("s2", true);
    given(DECIDER, opened())
        .when(new ListContact("s2", PERSON, true, "GWYC", KNOWN, NOW))
        .then(listed);
    given(DECIDER, opened(), listed)
        .when(new ListContact("s2", PERSON, true, "GWYC", KNOWN, NOW))
        .thenNothingHappened();
    given(DECIDER, opened())
        .when(new ListContact("s1", PERSON, true, "GWYC", KNOWN, NOW))
        .thenRefused(OutbreakCaseRefusal.CONTACT_IS_THE_PERSON);
  }

  @Test
  void a_case_of_somebody_unknown_is_the_persons_once_it_is_known_who_it_is() {
    OutbreakCaseEvent unknown =
        new CaseOpened(
            "u1", "GWYC", NAME_ALONE, false, Grounds.SUSPECTED, null, false, KNOWN, NOW, List.of());
    OutbreakCaseEvent known = new CasePersonIdentified("s1", "GWYC", PERSON, "u1");
    given(DECIDER, unknown).when(new IdentifySubject("s1", PERSON)).then(known);
    given(DECIDER, unknown, known)
        .when(new RecordIsolation(NOW, "医院", NOW))
        .then(new SubjectIsolated("s1", "GWYC", NOW, "医院", IN_TIME));
    given(DECIDER, unknown, known)
        .when(new IdentifySubject("s2", PERSON))
        .thenRefused(OutbreakCaseRefusal.PERSON_ALREADY_IDENTIFIED);
    given(DECIDER, unknown, listed("s2", true))
        .when(new IdentifySubject("s2", PERSON))
        .thenRefused(OutbreakCaseRefusal.CONTACT_IS_THE_PERSON);
  }

  @Test
  void a_contact_of_whom_nobody_knows_who_it_is_is_listed_and_identified_once() {
    OutbreakCaseEvent unknown =
        new ContactListed("s1", new Contact("u1", "GWYC", NAME_ALONE, KNOWN), false);
    OutbreakCaseEvent known =
        new CaseContactIdentified("s1", new Contact("s2", "GWYC", PERSON, KNOWN), "u1");
    given(DECIDER, opened())
        .when(new ListContact("u1", NAME_ALONE, false, "GWYC", KNOWN, NOW))
        .then(unknown);
    given(DECIDER, opened(), unknown).when(new IdentifyContact("u1", "s2", PERSON)).then(known);
    given(DECIDER, opened(), unknown, known)
        .when(new IdentifyContact("u1", "s3", PERSON))
        .thenRefused(OutbreakCaseRefusal.PERSON_ALREADY_IDENTIFIED);
    given(DECIDER, opened(), unknown)
        .when(new IdentifyContact("u1", "s1", PERSON))
        .thenRefused(OutbreakCaseRefusal.CONTACT_IS_THE_PERSON);
    given(DECIDER, opened(), unknown)
        .when(new IdentifyContact("u2", "s2", PERSON))
        .thenRefused(OutbreakCaseRefusal.CONTACT_UNKNOWN);
  }

  @Test
  void who_was_listed_twice_is_counted_once_and_let_go_of_under_each_name() {
    List<OutbreakCaseEvent> done = new ArrayList<>(all());
    done.add(listed("u1", false));
    done.add(listed("s2", true));
    done.add(new CaseContactIdentified("s1", new Contact("s2", "GWYC", PERSON, KNOWN), "u1"));
    given(DECIDER, done.toArray(OutbreakCaseEvent[]::new))
        .when(new CloseCase(Result.RULED_OUT, null, NOW))
        .then(
            new CaseClosed(
                "s1", "GWYC", Result.RULED_OUT, null, List.of("s2", "u1"), NOW, IN_TIME));
  }

  @Test
  void the_disinfection_follows_its_request() {
    given(DECIDER, opened())
        .when(new CompleteDisinfection(NOW, "消杀组", NOW))
        .thenRefused(OutbreakCaseRefusal.DISINFECTION_NOT_REQUESTED);
    given(DECIDER, opened(), all().get(4))
        .when(new CompleteDisinfection(NOW.minusSeconds(1), "消杀组", NOW))
        .thenRefused(OutbreakCaseRefusal.DISINFECTION_BEFORE_REQUEST);
  }

  @Test
  void obligation_3_6_d_the_last_zone_ends_the_step_by_the_time_of_the_latest() {
    OutbreakCaseEvent requested =
        new TerminalDisinfectionRequested(
            "c1",
            "GWYC",
            List.of("HALL-1", "LIFT-2", "HALL-1"),
            false,
            NOW,
            IN_TIME,
            new StepDue(Step.DISINFECTION, NOW.plusSeconds(7_200), TWO_HOURS));
    OutbreakCaseEvent lift = new ZoneDisinfected("LIFT-2", "ZHGL", NOW.plusSeconds(60));
    OutbreakCaseEvent hall = new ZoneDisinfected("HALL-1", "ZHGL", NOW);

    given(DECIDER, opened(), requested).when(done("LIFT-2", NOW.plusSeconds(60))).then(lift);
    given(DECIDER, opened(), requested, lift)
        .when(done("LIFT-2", NOW.plusSeconds(60)))
        .thenNothingHappened();
    given(DECIDER, opened(), requested, lift)
        .when(done("HALL-1", NOW))
        .then(
            hall,
            new TerminalDisinfectionCompleted(
                "GWYC", NOW.plusSeconds(60), "ZHGL", Duration.ofSeconds(800)));
  }

  @Test
  void zones_that_were_not_asked_for_or_before_it_end_nothing() {
    given(DECIDER, opened())
        .when(done("HALL-1", NOW))
        .thenRefused(OutbreakCaseRefusal.DISINFECTION_NOT_REQUESTED);
    given(DECIDER, opened(), all().get(4)).when(done("HALL-9", NOW)).thenNothingHappened();
    given(DECIDER, opened(), all().get(4))
        .when(done("HALL-1", NOW.minusSeconds(1)))
        .thenRefused(OutbreakCaseRefusal.DISINFECTION_BEFORE_REQUEST);
    given(DECIDER, opened(), all().get(4), all().get(5))
        .when(done("HALL-1", NOW))
        .then(new ZoneDisinfected("HALL-1", "ZHGL", NOW));
  }

  private static OutbreakCaseCommand done(String zone, Instant at) {
    return new RecordZoneDisinfected(zone, "ZHGL", at, NOW.plusSeconds(8_000));
  }

  @Test
  void a_case_whose_steps_are_done_closes() {
    given(DECIDER, all().toArray(OutbreakCaseEvent[]::new))
        .when(new CloseCase(Result.RECOVERED, null, NOW))
        .then(new CaseClosed("s1", "GWYC", Result.RECOVERED, null, List.of(), NOW, IN_TIME));
  }

  @ParameterizedTest
  @EnumSource(names = "CLOSURE", mode = EnumSource.Mode.EXCLUDE)
  void a_case_does_not_close_over_a_step_that_was_left_out(Step left) {
    List<OutbreakCaseEvent> history = new ArrayList<>(all());
    history.remove(1 + left.ordinal());

    given(DECIDER, history.toArray(OutbreakCaseEvent[]::new))
        .when(new CloseCase(Result.RECOVERED, null, NOW))
        .thenRefused(OutbreakCaseRefusal.STEPS_LEFT_OUT);
  }

  @Test
  void a_closed_case_stays_closed() {
    List<OutbreakCaseEvent> history = new ArrayList<>(all());
    history.add(new CaseClosed("s1", "GWYC", Result.RECOVERED, null, List.of(), NOW, IN_TIME));

    given(DECIDER, history.toArray(OutbreakCaseEvent[]::new))
        .when(new CompleteContactListing(NOW))
        .thenRefused(OutbreakCaseRefusal.CASE_CLOSED);
  }
}
