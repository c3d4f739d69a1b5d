package org.vigil.reporting.exposure.domain;

import static org.vigil.reporting.CitedRules.within;
import static org.vigil.testing.DeciderSpecification.given;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.vigil.reporting.exposure.domain.ExposureReportCommand.AcknowledgeExposureReport;
import org.vigil.reporting.exposure.domain.ExposureReportCommand.CorrectExposureReport;
import org.vigil.reporting.exposure.domain.ExposureReportCommand.IdentifyExposedPerson;
import org.vigil.reporting.exposure.domain.ExposureReportCommand.ReportExposure;
import org.vigil.reporting.exposure.domain.ExposureReportCommand.RevealExposureReport;
import org.vigil.reporting.exposure.domain.ExposureReportEvent.CloseContactReported;
import org.vigil.reporting.exposure.domain.ExposureReportEvent.EpidemicAreaReturneeReported;
import org.vigil.reporting.exposure.domain.ExposureReportEvent.ExposedPersonIdentified;
import org.vigil.reporting.exposure.domain.ExposureReportEvent.ExposureReportAcknowledged;
import org.vigil.reporting.exposure.domain.ExposureReportEvent.ExposureReportCorrected;
import org.vigil.reporting.exposure.domain.ExposureReportEvent.LateExposureReportDetected;
import org.vigil.reporting.exposure.domain.ExposureReportEvent.Mistaken;
import org.vigil.reporting.person.domain.Channel;
import org.vigil.reporting.person.domain.Person;

class ExposureReportDeciderTest {

  private static final ExposureReportDecider DECIDER = new ExposureReportDecider();
  private static final Duration WITHIN = Duration.ofMinutes(30);
  private static final Instant KNOWN = Instant.parse("2022-11-03T01:00:00Z");
  private static final Instant UNTIL = Instant.parse("2022-11-10T16:00:00Z");
  private static final Person NAME_ONLY = new Person("张三", null, null);
  private static final Person PERSON = new Person("张三", null, "13800005678");
  private static final Person ANOTHER = new Person("李四", null, "13900001234");
  private static final Exposure MET = contact(ContactDegree.CLOSE, KNOWN);
  private static final CloseContactReported REPORTED = reported(PERSON, true, MET, KNOWN);

  private static Exposure contact(ContactDegree degree, Instant knownAt) {
    return new Exposure(
        Exposure.Kind.CONTACT, degree, null, null, KNOWN.minusSeconds(86_400), knownAt, "同车");
  }

  private static ReportExposure report(Exposure exposure, Instant at) {
    return new ReportExposure(
        "s1", "GWYC", PERSON, true, exposure, Channel.SYSTEM, at, within(WITHIN), 8, UNTIL);
  }

  private static CloseContactReported reported(
      Person person, boolean identified, Exposure exposure, Instant at) {
    return new CloseContactReported(
        "s1", "GWYC", person, identified, exposure, Channel.SYSTEM, at, 8);
  }

  private static CorrectExposureReport correct(
      @Nullable String subject, Person person, Exposure exposure, int observeDays) {
    return new CorrectExposureReport(
        subject, "fresh", person, exposure, "更正", within(WITHIN), observeDays, UNTIL);
  }

  private static ExposureReportCorrected corrected(
      String subject, Person person, Exposure exposure, @Nullable Mistaken mistaken) {
    return new ExposureReportCorrected(subject, "GWYC", person, exposure, "更正", 8, mistaken);
  }

  private static ExposureReportAcknowledged acknowledged(@Nullable String note) {
    return new ExposureReportAcknowledged("s1", "GWYC", note);
  }

  @Test
  void a_contact_is_reported_with_its_observation() {
    given(DECIDER).when(report(MET, KNOWN)).then(REPORTED);
  }

  @Test
  void a_returnee_is_reported_in_words_of_its_own() {
    Exposure back =
        new Exposure(
            Exposure.Kind.RETURNEE, null, "130102", null, KNOWN.minusSeconds(3600), KNOWN, null);
    given(DECIDER)
        .when(report(back, KNOWN))
        .then(
            new EpidemicAreaReturneeReported(
                "s1", "GWYC", PERSON, true, back, Channel.SYSTEM, KNOWN, 8));
  }

  @Test
  void who_knew_and_took_longer_than_the_rule_is_late() {
    Instant at = KNOWN.plus(WITHIN).plusSeconds(60);
    given(DECIDER)
        .when(report(MET, at))
        .then(
            reported(PERSON, true, MET, at),
            new LateExposureReportDetected(
                "s1", "GWYC", "张三", KNOWN, at, WITHIN, Duration.ofMinutes(1), within(WITHIN)));
  }

  @Test
  void a_contact_of_a_contact_is_taken_on_the_last_day_of_the_rule() {
    Exposure secondary = contact(ContactDegree.SECONDARY, Instant.parse("2022-11-10T15:59:59Z"));
    given(DECIDER)
        .when(report(secondary, secondary.knownAt()))
        .then(reported(PERSON, true, secondary, secondary.knownAt()));
  }

  @Test
  void a_contact_of_a_contact_is_no_longer_known_from_the_eleventh_of_november() {
    Exposure secondary = contact(ContactDegree.SECONDARY, Instant.parse("2022-11-10T16:00:00Z"));
    given(DECIDER)
        .when(report(secondary, secondary.knownAt()))
        .thenRefused(ExposureReportRefusal.CONTACT_DEGREE_NOT_IN_FORCE);
  }

  @Test
  void a_close_contact_is_taken_whatever_was_decided_of_contacts_of_contacts() {
    Exposure close = contact(ContactDegree.CLOSE, UNTIL.plusSeconds(1));
    given(DECIDER)
        .when(report(close, close.knownAt()))
        .then(reported(PERSON, true, close, close.knownAt()));
  }

  @Test
  void a_correction_does_not_bring_an_abolished_word_back() {
    Exposure secondary = contact(ContactDegree.SECONDARY, Instant.parse("2022-11-12T00:00:00Z"));
    given(DECIDER, REPORTED)
        .when(correct("s1", PERSON, secondary, 7))
        .thenRefused(ExposureReportRefusal.CONTACT_DEGREE_NOT_IN_FORCE);
  }

  @Test
  void the_office_acknowledges_once() {
    given(DECIDER, REPORTED).when(new AcknowledgeExposureReport("收到")).then(acknowledged("收到"));
  }

  @Test
  void a_second_acknowledgement_is_refused() {
    given(DECIDER, REPORTED, acknowledged(null))
        .when(new AcknowledgeExposureReport(null))
        .thenRefused(ExposureReportRefusal.EXPOSURE_REPORT_ALREADY_ACKNOWLEDGED);
  }

  @Test
  void a_person_known_by_name_alone_is_identified_later() {
    given(DECIDER, reported(NAME_ONLY, false, MET, KNOWN), acknowledged(null))
        .when(new IdentifyExposedPerson("s2", PERSON))
        .then(new ExposedPersonIdentified("s2", "GWYC", PERSON, "s1", MET.lastExposedAt(), 8));
  }

  @Test
  void whose_identity_is_known_is_not_made_somebody_else() {
    given(DECIDER, REPORTED)
        .when(new IdentifyExposedPerson("s2", PERSON))
        .thenRefused(ExposureReportRefusal.PERSON_ALREADY_IDENTIFIED);
  }

  @Test
  void a_correction_that_shows_earlier_knowledge_shows_lateness() {
    Exposure earlier = contact(ContactDegree.CLOSE, KNOWN.minusSeconds(7200));
    given(DECIDER, REPORTED)
        .when(correct("s1", PERSON, earlier, 8))
        .then(
            corrected("s1", PERSON, earlier, null),
            new LateExposureReportDetected(
                "s1",
                "GWYC",
                "张三",
                earlier.knownAt(),
                KNOWN,
                WITHIN,
                Duration.ofSeconds(7200).minus(WITHIN),
                within(WITHIN)));
  }

  @Test
  void a_correction_that_changes_nothing_is_refused() {
    given(DECIDER, REPORTED)
        .when(correct("s1", PERSON, MET, 8))
        .thenRefused(ExposureReportRefusal.EXPOSURE_CORRECTION_CHANGES_NOTHING);
  }

  @Test
  void another_number_is_another_person() {
    given(DECIDER, REPORTED)
        .when(correct("s2", ANOTHER, MET, 8))
        .then(corrected("s2", ANOTHER, MET, new Mistaken("s1", true)));
  }

  @Test
  void a_number_that_a_correction_adds_says_who_it_is() {
    given(
            DECIDER,
            reported(NAME_ONLY, false, MET, KNOWN),
            corrected("s2", ANOTHER, MET, new Mistaken("s1", true)))
        .when(new IdentifyExposedPerson("s3", PERSON))
        .thenRefused(ExposureReportRefusal.PERSON_ALREADY_IDENTIFIED);
  }

  @Test
  void a_name_alone_in_place_of_a_person_is_somebody_unknown() {
    given(DECIDER, REPORTED)
        .when(correct(null, NAME_ONLY, MET, 8))
        .then(corrected("fresh", NAME_ONLY, MET, new Mistaken("s1", false)));
  }

  @Test
  void a_name_that_is_spelled_otherwise_is_the_same_unknown_person() {
    Person spelled = new Person("章三", null, null);
    given(DECIDER, reported(NAME_ONLY, false, MET, KNOWN))
        .when(correct(null, spelled, MET, 8))
        .then(corrected("s1", spelled, MET, null));
  }

  @Test
  void a_correction_takes_no_lateness_back() {
    Instant at = KNOWN.plus(WITHIN).plusSeconds(60);
    Exposure later = contact(ContactDegree.CLOSE, at);
    given(
            DECIDER,
            reported(PERSON, true, MET, at),
            new LateExposureReportDetected(
                "s1", "GWYC", "张三", KNOWN, at, WITHIN, Duration.ofMinutes(1), within(WITHIN)),
            corrected("s1", PERSON, later, null))
        .when(correct("s1", PERSON, MET, 8))
        .then(corrected("s1", PERSON, MET, null));
  }

  @Test
  void a_report_exists_once() {
    given(DECIDER, REPORTED)
        .when(report(MET, KNOWN))
        .thenRefused(ExposureReportRefusal.EXPOSURE_REPORT_ALREADY_EXISTS);
  }

  @Test
  void nothing_is_shown_of_a_report_that_does_not_exist() {
    given(DECIDER)
        .when(new RevealExposureReport("核实"))
        .thenRefused(ExposureReportRefusal.EXPOSURE_REPORT_UNKNOWN);
  }
}
