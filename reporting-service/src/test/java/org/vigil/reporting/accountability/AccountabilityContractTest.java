package org.vigil.reporting.accountability;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vigil.eventsourcing.store.EventCatalog;
import org.vigil.reporting.accountability.domain.CaseEvent;
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
import org.vigil.reporting.accountability.domain.Evidence;
import org.vigil.reporting.accountability.domain.Finding;
import org.vigil.reporting.accountability.domain.Ground;
import org.vigil.reporting.accountability.domain.Measure;
import org.vigil.reporting.accountability.domain.Officer;
import org.vigil.reporting.accountability.domain.RuleInForce;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.Role;
import org.vigil.testing.Contracts;

/** The shape of what is stored and published, held to the examples in docs/contracts. */
class AccountabilityContractTest {

  private static final Instant AT = Instant.parse("2022-11-03T06:05:00Z");
  private static final String SUBJECT = "5f0c6e0b9a1d4b7e8c2f3a4b5c6d7e8f";
  private static final String EVENT = "0190f2a0-1111-7222-8333-444455556666";
  private static final Officer OFFICE =
      new Officer("6a0c6e0b9a1d4b7e8c2f3a4b5c6d7e8f", "王静", Role.OFFICE_DIRECTOR, "BGS");
  private static final Officer LEADER =
      new Officer("7b0c6e0b9a1d4b7e8c2f3a4b5c6d7e8f", "林建华", Role.LEADER, null);
  private static final EventCatalog CATALOG =
      EventCatalog.of("reporting", List.of(CaseEvent.class));
  private static final List<Object> EXAMPLES =
      List.of(
          new LeadOpened(
              Ground.ABANDONED_POST,
              "3.1-b",
              "GWYC",
              SUBJECT,
              "卫东",
              "疑似擅离职守：卫东七时离岗",
              AT,
              OFFICE,
              List.of(EVENT)),
          new EvidenceAdded(List.of(EVENT), OFFICE),
          new LeadDismissed(SUBJECT, "属误报", LEADER),
          new LeadWithdrawn(SUBJECT, "所依据的事实已撤回", List.of(EVENT)),
          new CaseGroundLost(SUBJECT, "所依据的事实已撤回", List.of(EVENT)),
          new EvidenceSealed(
              List.of(
                  new Evidence(
                      EVENT,
                      "reporting",
                      "vigil.reporting.late-report-detected.v1",
                      "symptom-report/0190f2a0",
                      2,
                      AT,
                      "ab".repeat(32),
                      "cd".repeat(32))),
              OFFICE),
          new SubjectNotified(SUBJECT, "卫东", "GWYC", AT.plusSeconds(259_200), OFFICE),
          new StatementRecorded(SUBJECT, "当时送同事就医"),
          new StatementPeriodEnded(SUBJECT, AT.plusSeconds(259_200)),
          new FindingDecided(
              SUBJECT,
              Ground.ABANDONED_POST,
              Finding.UPHELD,
              true,
              List.of(EVENT),
              List.of(
                  new RuleInForce(
                      "reporting.symptom-report-within", "PT30M", AT, "组长", "会议纪要〔2022〕7号")),
              "值班记录为证",
              LEADER),
          new NoticeOfCriticismDecided(SUBJECT, LEADER),
          new WrittenSelfCriticismOrdered(SUBJECT, AT.plusSeconds(604_800), LEADER),
          new ReferredForDiscipline(SUBJECT, LEADER),
          new WrittenSelfCriticismOverdue(SUBJECT, "GWYC", AT.plusSeconds(604_800)),
          new MeasureExecuted(SUBJECT, Measure.NOTICE_OF_CRITICISM, "局发〔2022〕17号", OFFICE),
          new CaseClosed(SUBJECT, "执行完毕", OFFICE),
          new FindingReversed(SUBJECT, "证据有误", LEADER),
          new CaseRevealed(SUBJECT, "核对陈述"));

  @Test
  void every_event_is_stored_and_published_as_it_was_agreed() {
    Contracts.hold(CATALOG, EXAMPLES);
  }

  @Test
  void nothing_personal_leaves_the_service() {
    for (Object example : EXAMPLES) {
      String type = CATALOG.typeOf(example);
      String published =
          new String(CATALOG.published(type, EventCatalog.bytes(example)), StandardCharsets.UTF_8);
      assertThat(published)
          .as(type)
          .doesNotContain("卫东", "离岗", "王静", "林建华", "就医", "记录为证", "执行完毕", "有误", "核对", "误报", "17号");
    }
  }

  /** A lead from before its words were personal reads as it did, and its words stay here now. */
  @Test
  void an_old_lead_still_reads_and_publishes_no_words_any_more() {
    byte[] old =
        """
        {"arisenAt":"2022-11-03T06:05:00Z","department":"GWYC","evidence":[],"ground":"ABANDONED_POST",\
        "obligation":"3.1-b","suspicion":"疑似擅离职守"}\
        """
            .getBytes(StandardCharsets.UTF_8);
    assertThat(CATALOG.event("lead-opened.v1", old))
        .isEqualTo(
            new LeadOpened(
                Ground.ABANDONED_POST, "3.1-b", "GWYC", null, null, "疑似擅离职守", AT, null, List.of()));
    assertThat(new String(CATALOG.published("lead-opened.v1", old), StandardCharsets.UTF_8))
        .doesNotContain("疑似");
  }
}
