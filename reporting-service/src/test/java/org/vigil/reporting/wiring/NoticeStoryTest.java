package org.vigil.reporting.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.vigil.eventsourcing.Outcome;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.Constitute;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.Member;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.Role;
import org.vigil.reporting.notice.domain.Directive;
import org.vigil.reporting.notice.domain.Directive.Channel;
import org.vigil.reporting.notice.domain.Directive.NoticeReadByTooFew;
import org.vigil.reporting.notice.domain.Directive.NoticeReadersCounted;
import org.vigil.reporting.notice.domain.Directive.PublishNotice;
import org.vigil.reporting.notice.domain.Directive.Readers;
import org.vigil.reporting.notice.domain.Directive.ReceiveDirective;
import org.vigil.reporting.notice.domain.Education;
import org.vigil.reporting.notice.domain.Education.EducationFellShort;
import org.vigil.reporting.notice.domain.Education.EducationPeriodFulfilled;
import org.vigil.reporting.notice.domain.Education.PublishItem;
import org.vigil.reporting.notice.domain.Education.Topic;
import org.vigil.reporting.notice.domain.NoticeReading;
import org.vigil.reporting.notice.domain.NoticeReading.ReadNotice;
import org.vigil.reporting.notice.domain.Rumour;
import org.vigil.reporting.notice.domain.Rumour.ClarifyRumour;
import org.vigil.reporting.notice.domain.Rumour.ReportRumour;
import org.vigil.reporting.notice.domain.SituationDigest;
import org.vigil.reporting.notice.domain.SituationDigest.PublishDigest;
import org.vigil.reporting.notice.domain.SituationDigest.SituationDigestMissing;
import org.vigil.reporting.notice.view.NoticeReaders;
import org.vigil.reporting.notice.view.NoticeReaders.Reading;

/** Notices, from the fact to the feed; named by the obligation. 09:00 on a day of November 2022. */
class NoticeStoryTest {

  private static final Instant NOW = Instant.parse("2022-11-03T01:00:00Z");
  private static final LocalDate TODAY = LocalDate.of(2022, 11, 3);
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration HOUR = Duration.ofHours(1);

  private final GroupOnPostgres service = new GroupOnPostgres(NOW);

  @AfterEach
  void stop() {
    service.close();
  }

  private Instant now() {
    return service.clock.instant();
  }

  private void constitute() {
    service.handle(
        LeadingGroup.CATEGORY,
        LeadingGroup.KEY,
        new Constitute(List.of(new Member(Role.LEADER, "s1", "罗文", List.of(), NOW, null)), NOW));
    service.settle();
  }

  private List<String> raised(String kind) {
    return service.raised().stream().filter(item -> item.endsWith(" " + kind)).toList();
  }

  private void receive() {
    service.handle(
        Directive.CATEGORY,
        "d1",
        new ReceiveDirective(
            "通知",
            "市指挥部",
            null,
            "JGDW",
            GroupOnPostgres.RULES.inForce(Directive.CONVEY_WITHIN, NOW),
            now()));
  }

  private Outcome<?> publish(String... audience) {
    return service.handle(
        Directive.CATEGORY,
        "d1",
        new PublishNotice(
            List.of(Channel.WORK_GROUP),
            List.of(audience),
            GroupOnPostgres.RULES.inForce(Directive.READ_WITHIN, NOW),
            now()));
  }

  private void read(String subject, String department) {
    service.handle(
        NoticeReading.CATEGORY,
        NoticeReading.key("d1", subject),
        new ReadNotice("d1", subject, department, now()));
  }

  private void teach(Topic topic) {
    service.handle(
        Education.CATEGORY, Education.KEY, new PublishItem(topic, "宣教", Channel.WORK_GROUP, now()));
  }

  private Outcome<?> tell(LocalDate day) {
    return service.handle(
        SituationDigest.CATEGORY, day.toString(), new PublishDigest(day, "形势", "无新增", now()));
  }

  @Test
  void obligation_3_5_a_a_document_that_nobody_conveys_goes_to_the_head_and_the_office() {
    receive();
    service.forward(Duration.ofHours(4).minusSeconds(1));
    assertThat(service.raised()).isEmpty();

    service.forward(Duration.ofSeconds(1));

    assertThat(service.raised()).containsExactly("3.5-a L1 DIRECTIVE_LATE");
    assertThat(service.copies("DIRECTIVE_LATE")).containsExactly("L2");
    publish();
    service.settle();
    assertThat(service.rows("select status, overdue, late_by_seconds from notice_item"))
        .containsExactly("PUBLISHED|t|0");
  }

  @Test
  void obligation_3_5_a_a_department_that_has_not_read_enough_is_named_when_the_time_is_over() {
    service.department("GWYC", true);
    service.department("AQBW", true);
    service.department("YWS", true);
    for (int i = 0; i < 10; i++) {
      service.member("g" + i, "GWYC");
    }
    service.member("a0", "AQBW");
    receive();
    publish();
    for (int i = 0; i < 8; i++) {
      read("g" + i, "GWYC");
    }
    read("g0", "GWYC");
    read("nobody", "GWYC");
    read("a0", "AQBW");

    service.forward(DAY.multipliedBy(2));

    assertThat(service.events(NoticeReadersCounted.class).getFirst().departments())
        .containsExactly(
            new Readers("AQBW", 1, 1), new Readers("GWYC", 10, 8), new Readers("YWS", 0, 0));
    assertThat(service.events(NoticeReadByTooFew.class))
        .singleElement()
        .satisfies(
            few -> {
              assertThat(few.department()).isEqualTo("GWYC");
              assertThat(few.percent().value()).isEqualTo("90");
            });
    assertThat(raised("NOTICE_UNREAD")).containsExactly("3.5-a L1 NOTICE_UNREAD");
    assertThat(service.rows("select members, readers from notice_item")).containsExactly("11|9");
  }

  @Test
  void obligation_3_5_a_nine_of_ten_are_enough_and_who_reads_afterwards_comes_too_late() {
    for (int i = 0; i < 10; i++) {
      service.member("g" + i, "GWYC");
    }
    receive();
    publish("GWYC");
    for (int i = 0; i < 9; i++) {
      read("g" + i, "GWYC");
    }
    service.forward(DAY.multipliedBy(2));
    read("g9", "GWYC");
    service.settle();

    assertThat(service.raised()).isEmpty();
    assertThat(service.rows("select readers from notice_item")).containsExactly("9");
    assertThat(publish("GWYC")).isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void obligation_4_1_a_who_has_read_what_is_on_record_and_too_few_are_named_to_their_head() {
    service.department("GWYC", true);
    service.department("YWS", true);
    service.member("g0", "GWYC");
    service.member("g1", "GWYC");
    service.member("y0", "YWS");
    receive();
    publish();
    read("g0", "GWYC");
    read("y0", "YWS");

    service.forward(DAY.multipliedBy(2));

    assertThat(service.rows("select subject_id, department from notice_reading order by 1"))
        .containsExactly("g0|GWYC", "y0|YWS");
    assertThat(new NoticeReaders(service.dataSource).of("d1", List.of(), now()))
        .containsExactly(new Readers("GWYC", 2, 1), new Readers("YWS", 1, 1));
    assertThat(new NoticeReaders(service.dataSource).members("d1", "GWYC", now()))
        .extracting(Reading::subjectId, it -> it.readAt() != null)
        .containsExactly(tuple("g1", false), tuple("g0", true));
    assertThat(
            service.rows("select level, department from escalation where kind = 'NOTICE_UNREAD'"))
        .containsExactly("L1|GWYC");
  }

  @Test
  void obligation_3_5_b_a_period_with_too_little_goes_to_the_office_and_the_next_one_counts_anew() {
    constitute();
    teach(Topic.MASKS);
    teach(Topic.HANDS);
    service.forward(DAY.multipliedBy(7));
    assertThat(raised("EDUCATION_SHORT")).containsExactly("3.5-b L2 EDUCATION_SHORT");
    EducationFellShort fell = service.events(EducationFellShort.class).getFirst();
    assertThat(fell.published()).isEqualTo(2);
    assertThat(fell.items().value()).isEqualTo("3");
    teach(Topic.MASKS);
    teach(Topic.SLEEP);
    teach(Topic.EXERCISE);

    service.forward(DAY.multipliedBy(7));

    assertThat(service.events(EducationPeriodFulfilled.class))
        .singleElement()
        .satisfies(
            ended -> {
              assertThat(ended.published()).isEqualTo(3);
              assertThat(ended.from()).isEqualTo(fell.until());
            });
    assertThat(raised("EDUCATION_SHORT")).hasSize(1);
  }

  @Test
  void obligation_3_5_c_each_day_without_a_digest_goes_to_the_office() {
    constitute();
    tell(TODAY);
    service.forward(Duration.ofHours(9));
    assertThat(raised("DIGEST_MISSING")).isEmpty();
    service.forward(DAY.minusSeconds(1));
    assertThat(raised("DIGEST_MISSING")).isEmpty();

    service.forward(Duration.ofSeconds(1));
    service.forward(DAY);

    assertThat(raised("DIGEST_MISSING"))
        .containsExactly("3.5-c L2 DIGEST_MISSING", "3.5-c L2 DIGEST_MISSING");
    assertThat(service.events(SituationDigestMissing.class).stream().map(m -> m.day()))
        .containsExactly(TODAY.plusDays(1), TODAY.plusDays(2));
  }

  @Test
  void obligation_3_5_c_a_digest_after_its_time_is_taken_once_and_stays_late() {
    constitute();
    service.forward(Duration.ofHours(10));

    assertThat(tell(TODAY)).isInstanceOf(Outcome.Done.class);
    assertThat(tell(TODAY)).isInstanceOf(Outcome.Refused.class);
    service.settle();

    assertThat(
            service.rows(
                "select status, late_by_seconds from situation_digest where day = '2022-11-03'"))
        .containsExactly("PUBLISHED|3600");
  }

  @Test
  void obligation_3_5_c_days_that_the_service_slept_over_are_all_found() {
    constitute();
    service.clock.forward(DAY.multipliedBy(3));

    service.settle();

    assertThat(service.events(SituationDigestMissing.class)).hasSize(3);
  }

  @Test
  void obligation_3_5_d_a_rumour_that_nobody_answers_goes_to_the_office_and_the_deputy() {
    ReportRumour rumour =
        new ReportRumour(
            "大楼封闭", "工作群", "GWYC", GroupOnPostgres.RULES.inForce(Rumour.CLARIFY_WITHIN, NOW), NOW);
    service.handle(Rumour.CATEGORY, "r1", rumour);
    service.handle(Rumour.CATEGORY, "r2", rumour);
    service.handle(Rumour.CATEGORY, "r2", new ClarifyRumour("照常办公", "通告", NOW.plus(HOUR)));

    service.forward(Duration.ofHours(12));

    assertThat(service.raised()).containsExactly("3.5-d L2 RUMOUR_UNANSWERED");
    assertThat(service.copies("RUMOUR_UNANSWERED")).containsExactly("L3");
    assertThat(service.rows("select id, status, overdue from notice_item order by id"))
        .containsExactly("r1|OPEN|t", "r2|CLARIFIED|f");
  }
}
