package org.vigil.disinfection.ppe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigil.disinfection.OrdersOnPostgres;
import org.vigil.disinfection.ppe.domain.Checker;
import org.vigil.disinfection.ppe.domain.Findings;
import org.vigil.disinfection.ppe.domain.Findings.Finding;
import org.vigil.disinfection.ppe.domain.PpeShiftCommand.RecordCheck;
import org.vigil.disinfection.ppe.domain.PpeShiftDecider;
import org.vigil.disinfection.ppe.domain.ServiceUnit.Definition;
import org.vigil.disinfection.ppe.domain.ServiceUnit.Shift;
import org.vigil.disinfection.ppe.domain.ServiceUnit.ShiftPlan;
import org.vigil.disinfection.ppe.domain.ServiceUnitCommand;
import org.vigil.disinfection.ppe.domain.ServiceUnitCommand.DefineUnit;
import org.vigil.disinfection.ppe.domain.ServiceUnitDecider;
import org.vigil.disinfection.ppe.domain.UnitKind;
import org.vigil.disinfection.ppe.domain.Worker;
import org.vigil.disinfection.ppe.policy.WhenShiftOpenedExpectChecks;
import org.vigil.disinfection.ppe.view.PpeView;

/** Days of a canteen's shift on a real database, time forwarded (3.8-c, 3.11-c). */
class PpeStoryTest {

  private static final LocalDate DAY = LocalDate.of(2022, 11, 4);

  /** 04:00 in Shanghai. */
  private static final Instant NOW = Instant.parse("2022-11-03T20:00:00Z");

  private static final Instant OPENS = NOW.plus(Duration.ofHours(1));
  private static final Instant DUE = NOW.plus(Duration.ofMinutes(630));
  private static final String KEY = Shift.key("CANTEEN", DAY, "EARLY");

  private OrdersOnPostgres<ServiceUnitCommand> units;

  @BeforeEach
  void a_canteen_with_two_people() {
    units =
        new OrdersOnPostgres<>(
            NOW,
            "V121__ppe_checks.sql",
            ServiceUnitDecider.category(ZoneId.of("Asia/Shanghai")),
            new PpeView(),
            builder ->
                builder
                    .category(PpeShiftDecider.CATEGORY)
                    .react(new WhenShiftOpenedExpectChecks(_ -> Duration.ofMinutes(30))));
    units.send(
        "CANTEEN",
        new DefineUnit(
            new Definition(
                "CANTEEN",
                "机关餐厅",
                UnitKind.CANTEEN,
                "JYGL",
                List.of(
                    new ShiftPlan(
                        "EARLY",
                        360,
                        840,
                        List.of(DayOfWeek.FRIDAY, DayOfWeek.SATURDAY),
                        List.of(
                            new Worker("s1", "张三", "JY-008"), new Worker("s2", "李四", "JY-009")))),
                List.of(),
                List.of()),
            NOW));
  }

  @AfterEach
  void stop() {
    units.close();
  }

  private void checked(String id, String subject, Instant now) {
    Finding right = new Finding(true, null);
    units.send(
        PpeShiftDecider.CATEGORY,
        KEY,
        new RecordCheck(
            id,
            subject,
            new Checker("h1", "JY-001"),
            new Findings(right, new Finding(false, "未戴口罩"), right, "当场佩戴"),
            OPENS.plusSeconds(60),
            now));
  }

  private List<String> rows() {
    return units.texts(
        """
        select concat_ws(' ', s.day, s.judged, p.person_id, p.missed, c.all_right, c.late)
        from ppe_shift s join ppe_person p on p.shift_id = s.id
        left join ppe_check c on c.shift_id = s.id and c.person_id = p.person_id
        order by s.day, p.person_id
        """);
  }

  @Test
  void obligation_3_8_c_who_was_not_looked_at_is_missed_once_and_stays_so_when_looked_at_later() {
    units.forwardTo(OPENS);
    checked("c1", "s1", OPENS.plusSeconds(60));
    units.forwardTo(DUE.minusMillis(1));
    List<String> before = units.story();
    units.forwardTo(DUE);
    units.forwardTo(DUE.plusSeconds(60));
    checked("c2", "s2", DUE.plusSeconds(60));
    units.forwardTo(DUE.plusSeconds(120));

    assertThat(before)
        .containsExactly(
            "service-unit-defined.v1",
            "ppe-shift-opened.v1",
            "ppe-checks-expected.v1",
            "ppe-checked.v1");
    assertThat(units.story())
        .startsWith(before.toArray(String[]::new))
        .endsWith("ppe-checks-missed.v1", "ppe-checked.v1")
        .hasSize(6);
    assertThat(rows()).containsExactly("2022-11-04 t s1 f f f", "2022-11-04 t s2 t f t");
  }

  @Test
  void obligation_3_11_c_each_working_day_owes_its_own_checks() {
    units.forwardTo(DUE.plus(Duration.ofDays(1)));

    assertThat(rows())
        .containsExactly(
            "2022-11-04 t s1 t", "2022-11-04 t s2 t", "2022-11-05 t s1 t", "2022-11-05 t s2 t");
  }

  @Test
  void every_event_twice_changes_nothing() {
    units.forwardTo(OPENS);
    checked("c1", "s1", OPENS.plusSeconds(60));
    units.forwardTo(DUE);
    List<String> live = rows();

    units.tellTheViewAgain();

    assertThat(rows()).isEqualTo(live).hasSize(2);
  }
}
