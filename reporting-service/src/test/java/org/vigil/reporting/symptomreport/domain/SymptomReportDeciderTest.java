package org.vigil.reporting.symptomreport.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigil.reporting.CitedRules.within;
import static org.vigil.testing.DeciderSpecification.given;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.vigil.eventsourcing.Decision;
import org.vigil.reporting.person.domain.Channel;
import org.vigil.reporting.person.domain.Person;
import org.vigil.reporting.symptomreport.domain.OneIllness.Earlier;
import org.vigil.reporting.symptomreport.domain.SymptomReportCommand.AcknowledgeReport;
import org.vigil.reporting.symptomreport.domain.SymptomReportCommand.CorrectReport;
import org.vigil.reporting.symptomreport.domain.SymptomReportCommand.IdentifyPerson;
import org.vigil.reporting.symptomreport.domain.SymptomReportCommand.JoinMatter;
import org.vigil.reporting.symptomreport.domain.SymptomReportCommand.ReportSymptoms;
import org.vigil.reporting.symptomreport.domain.SymptomReportCommand.RevealReport;
import org.vigil.reporting.symptomreport.domain.SymptomReportCommand.StandAlone;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.LateReportDetected;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.ReportAcknowledged;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.ReportCorrected;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.ReportRevealed;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.SymptomReportJoined;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.SymptomReportSeparated;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.SymptomReported;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.SymptomaticPersonIdentified;

class SymptomReportDeciderTest {

  private static final SymptomReportDecider DECIDER = new SymptomReportDecider();
  private static final Instant KNOWN = Instant.parse("2022-11-03T06:00:00Z");
  private static final Duration WITHIN = Duration.ofMinutes(30);
  private static final Person PERSON = new Person("张三丰", "A17", "13800005678");
  private static final Person NAME_ALONE = new Person("张三丰", null, null);
  private static final Observation SEEN = seen(KNOWN);

  private static Observation seen(Instant knownAt) {
    return new Observation(
        List.of(Symptom.FEVER, Symptom.COUGH), 382, KNOWN.minusSeconds(7200), knownAt, null);
  }

  private static ReportSymptoms report(Instant reportedAt) {
    return new ReportSymptoms(
        "s1", "GWYC", PERSON, true, Channel.SYSTEM, SEEN, reportedAt, "v1", within(WITHIN), null);
  }

  private static SymptomReported reported(Instant reportedAt) {
    return new SymptomReported(
        "s1", "GWYC", PERSON, true, Channel.SYSTEM, SEEN, reportedAt, "v1", null);
  }

  private static LateReportDetected late(Instant knownAt, Instant reportedAt, Duration by) {
    return new LateReportDetected(
        "s1", "GWYC", "张三丰", knownAt, reportedAt, WITHIN, by, within(WITHIN));
  }

  @Test
  void a_report_in_time_is_recorded() {
    Instant at = KNOWN.plus(Duration.ofMinutes(29));
    given(DECIDER).when(report(at)).then(reported(at));
  }

  @Test
  void a_report_at_the_very_end_of_the_time_is_not_late() {
    Instant at = KNOWN.plus(WITHIN);
    given(DECIDER).when(report(at)).then(reported(at));
  }

  @Test
  void a_report_after_the_time_is_recorded_and_found_late_at_once() {
    Instant at = KNOWN.plus(Duration.ofMinutes(31));
    given(DECIDER).when(report(at)).then(reported(at), late(KNOWN, at, Duration.ofMinutes(1)));
  }

  @Property
  void late_is_exactly_what_exceeds_the_rule(
      @ForAll @LongRange(min = -300_000, max = 864_000_000) long afterMillis) {
    Duration after = Duration.ofMillis(afterMillis);
    Decision<SymptomReportEvent> decision =
        DECIDER.decide(report(KNOWN.plus(after)), DECIDER.initialState());
    List<SymptomReportEvent> events = ((Decision.Accepted<SymptomReportEvent>) decision).events();
    assertThat(events).hasSize(after.compareTo(WITHIN) > 0 ? 2 : 1);
  }

  @Test
  void the_same_report_is_not_made_twice() {
    given(DECIDER, reported(KNOWN))
        .when(report(KNOWN))
        .thenRefused(SymptomReportRefusal.REPORT_ALREADY_EXISTS);
  }

  @Test
  void the_office_acknowledges_a_report() {
    given(DECIDER, reported(KNOWN))
        .when(new AcknowledgeReport("收到"))
        .then(new ReportAcknowledged("s1", "GWYC", "收到"));
  }

  @Test
  void a_report_is_acknowledged_once() {
    given(DECIDER, reported(KNOWN), new ReportAcknowledged("s1", "GWYC", null))
        .when(new AcknowledgeReport(null))
        .thenRefused(SymptomReportRefusal.REPORT_ALREADY_ACKNOWLEDGED);
  }

  @Test
  void what_was_never_reported_cannot_be_acknowledged() {
    given(DECIDER)
        .when(new AcknowledgeReport(null))
        .thenRefused(SymptomReportRefusal.REPORT_UNKNOWN);
  }

  @Test
  void a_correction_says_how_the_report_is_now() {
    Observation now = new Observation(List.of(Symptom.FEVER), 385, KNOWN, KNOWN, null);
    given(DECIDER, reported(KNOWN))
        .when(new CorrectReport("s1", "u1", PERSON, now, "重测", within(WITHIN)))
        .then(new ReportCorrected("s1", "GWYC", PERSON, now, "重测", null, true, null));
  }

  @Test
  void a_correction_that_shows_earlier_knowledge_finds_the_report_late() {
    Instant earlier = KNOWN.minus(Duration.ofHours(1));
    given(DECIDER, reported(KNOWN))
        .when(new CorrectReport("s1", "u1", PERSON, seen(earlier), "更正知悉时间", within(WITHIN)))
        .then(
            new ReportCorrected("s1", "GWYC", PERSON, seen(earlier), "更正知悉时间", null, true, null),
            late(earlier, KNOWN, Duration.ofMinutes(30)));
  }

  @Test
  void lateness_is_found_once() {
    Instant at = KNOWN.plus(Duration.ofHours(1));
    Instant earlier = KNOWN.minus(Duration.ofHours(1));
    given(DECIDER, reported(at), late(KNOWN, at, Duration.ofMinutes(30)))
        .when(new CorrectReport("s1", "u1", PERSON, seen(earlier), "更正", within(WITHIN)))
        .then(new ReportCorrected("s1", "GWYC", PERSON, seen(earlier), "更正", null, true, null));
  }

  @Test
  void a_correction_that_changes_nothing_is_none() {
    given(DECIDER, reported(KNOWN))
        .when(new CorrectReport("s1", "u1", PERSON, SEEN, "无", within(WITHIN)))
        .thenRefused(SymptomReportRefusal.CORRECTION_CHANGES_NOTHING);
  }

  @Test
  void an_acknowledged_report_can_still_be_corrected() {
    Observation now = new Observation(List.of(Symptom.FEVER), 385, KNOWN, KNOWN, null);
    given(DECIDER, reported(KNOWN), new ReportAcknowledged("s1", "GWYC", null))
        .when(new CorrectReport("s1", "u1", PERSON, now, "重测", within(WITHIN)))
        .then(new ReportCorrected("s1", "GWYC", PERSON, now, "重测", null, true, null));
  }

  @Test
  void each_look_at_the_personal_data_is_recorded() {
    given(DECIDER, reported(KNOWN), new ReportRevealed("s1", "GWYC", "联系本人"))
        .when(new RevealReport("联系家属"))
        .then(new ReportRevealed("s1", "GWYC", "联系家属"));
  }

  @Test
  void a_report_of_somebody_without_symptoms_is_put_right_and_finds_no_lateness() {
    Observation none =
        new Observation(List.of(), 366, KNOWN.minusSeconds(7200), KNOWN.minusSeconds(7200), null);
    given(DECIDER, reported(KNOWN))
        .when(new CorrectReport("s1", "u1", PERSON, none, "误报，复测正常", within(WITHIN)))
        .then(new ReportCorrected("s1", "GWYC", PERSON, none, "误报，复测正常", null, true, null));
  }

  @Test
  void a_report_of_somebody_else_says_whom_it_had_been_about() {
    Person other = new Person("李四", null, "13900001111");
    given(DECIDER, reported(KNOWN))
        .when(new CorrectReport("s2", "u1", other, SEEN, "认错人", within(WITHIN)))
        .then(new ReportCorrected("s2", "GWYC", other, SEEN, "认错人", "s1", true, null));
    given(
            DECIDER,
            reported(KNOWN),
            new ReportCorrected("s2", "GWYC", other, SEEN, "认错人", "s1", true, null))
        .when(new CorrectReport("s1", "u1", PERSON, SEEN, "原来是对的", within(WITHIN)))
        .then(new ReportCorrected("s1", "GWYC", PERSON, SEEN, "原来是对的", "s2", true, null));
  }

  private static SymptomReported unknown() {
    return new SymptomReported(
        "u1", "GWYC", NAME_ALONE, false, Channel.PERSON, SEEN, KNOWN, "v1", null);
  }

  private static SymptomaticPersonIdentified identified() {
    return new SymptomaticPersonIdentified("s1", "GWYC", PERSON, SEEN, KNOWN, "u1");
  }

  @Test
  void somebody_unknown_is_reported_and_joined_once_known() {
    given(DECIDER)
        .when(
            new ReportSymptoms(
                "u1",
                "GWYC",
                NAME_ALONE,
                false,
                Channel.PERSON,
                SEEN,
                KNOWN,
                "v1",
                within(WITHIN),
                null))
        .then(unknown());
    given(DECIDER, unknown()).when(new IdentifyPerson("s1", PERSON)).then(identified());
    given(DECIDER, unknown(), new ReportAcknowledged("u1", "GWYC", null))
        .when(new IdentifyPerson("s1", PERSON))
        .then(identified());
  }

  @Test
  void who_is_known_is_not_identified_again() {
    given(DECIDER, reported(KNOWN))
        .when(new IdentifyPerson("s2", PERSON))
        .thenRefused(SymptomReportRefusal.PERSON_ALREADY_IDENTIFIED);
    given(DECIDER, unknown(), identified())
        .when(new IdentifyPerson("s2", PERSON))
        .thenRefused(SymptomReportRefusal.PERSON_ALREADY_IDENTIFIED);
  }

  @Test
  void a_correction_that_leaves_a_name_alone_leaves_nobody_known() {
    Observation now = seen(KNOWN.plusSeconds(60));
    given(DECIDER, reported(KNOWN))
        .when(new CorrectReport(null, "u2", NAME_ALONE, SEEN, "手机号有误", within(WITHIN)))
        .then(new ReportCorrected("u2", "GWYC", NAME_ALONE, SEEN, "手机号有误", "s1", false, null));
    given(DECIDER, unknown())
        .when(new CorrectReport(null, "u2", NAME_ALONE, now, "重测", within(WITHIN)))
        .then(new ReportCorrected("u1", "GWYC", NAME_ALONE, now, "重测", null, false, null));
    given(DECIDER, unknown())
        .when(new CorrectReport("s1", "u2", PERSON, SEEN, "已核实", within(WITHIN)))
        .then(new ReportCorrected("s1", "GWYC", PERSON, SEEN, "已核实", "u1", true, null));
  }

  private static ReportSymptoms again(Instant reportedAt, Earlier earlier) {
    return new ReportSymptoms(
        "s1", "GWYC", PERSON, true, Channel.PHONE, SEEN, reportedAt, null, within(WITHIN), earlier);
  }

  private static SymptomReported reportedAgain(Instant reportedAt, Earlier earlier) {
    return new SymptomReported(
        "s1", "GWYC", PERSON, true, Channel.PHONE, SEEN, reportedAt, null, earlier);
  }

  @Test
  void a_second_report_of_an_illness_is_late_by_when_the_department_first_told_of_it() {
    Instant at = KNOWN.plus(Duration.ofHours(3));
    Earlier inTime = new Earlier("r1", KNOWN.plus(WITHIN), false);
    Earlier late = new Earlier("r1", KNOWN.plus(WITHIN).plusSeconds(60), false);
    Earlier foundAlready = new Earlier("r1", KNOWN.plus(WITHIN).plusSeconds(60), true);
    Earlier ofAnother = new Earlier("r1", null, false);

    given(DECIDER).when(again(at, inTime)).then(reportedAgain(at, inTime));
    given(DECIDER)
        .when(again(at, late))
        .then(
            reportedAgain(at, late),
            late(KNOWN, KNOWN.plus(WITHIN).plusSeconds(60), Duration.ofMinutes(1)));
    given(DECIDER).when(again(at, foundAlready)).then(reportedAgain(at, foundAlready));
    given(DECIDER)
        .when(again(at, ofAnother))
        .then(reportedAgain(at, ofAnother), late(KNOWN, at, Duration.ofMinutes(150)));
  }

  @Test
  void a_report_of_anothers_matter_is_acknowledged_with_that_one() {
    SymptomReported second = reportedAgain(KNOWN, new Earlier("r1", KNOWN, false));

    given(DECIDER, second)
        .when(new AcknowledgeReport(null))
        .thenRefused(SymptomReportRefusal.REPORT_JOINED_ANOTHER);
    given(DECIDER, second, new SymptomReportSeparated("s1", "GWYC", "张三丰", "r1"))
        .when(new AcknowledgeReport(null))
        .then(new ReportAcknowledged("s1", "GWYC", null));
  }

  @Test
  void reports_are_joined_and_separated_once() {
    SymptomReportJoined joined = new SymptomReportJoined("s1", "GWYC", "张三丰", "r1");
    SymptomReportSeparated separated = new SymptomReportSeparated("s1", "GWYC", "张三丰", "r1");

    given(DECIDER, reported(KNOWN)).when(new JoinMatter("r1")).then(joined);
    given(DECIDER, reported(KNOWN), joined).when(new JoinMatter("r1")).thenNothingHappened();
    given(DECIDER, reported(KNOWN), joined)
        .when(new JoinMatter("r0"))
        .then(new SymptomReportJoined("s1", "GWYC", "张三丰", "r0"));
    given(DECIDER, reported(KNOWN), joined).when(new StandAlone()).then(separated);
    given(DECIDER, reported(KNOWN)).when(new StandAlone()).thenNothingHappened();
  }

  @Test
  void what_is_put_right_says_whose_matter_it_was_and_is_judged_by_itself_for_somebody_else() {
    Instant at = KNOWN.plus(Duration.ofHours(3));
    Person other = new Person("李四", null, "13900001111");

    given(DECIDER, reportedAgain(at, new Earlier("r1", KNOWN, false)))
        .when(new CorrectReport("s2", "u1", other, SEEN, "认错人", within(WITHIN)))
        .then(
            new ReportCorrected("s2", "GWYC", other, SEEN, "认错人", "s1", true, "r1"),
            new LateReportDetected(
                "s2", "GWYC", "李四", KNOWN, at, WITHIN, Duration.ofMinutes(150), within(WITHIN)));
  }
}
