package org.vigil.disinfection;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vigil.disinfection.meal.domain.Meal;
import org.vigil.disinfection.meal.domain.MealEvent;
import org.vigil.disinfection.meal.domain.MealEvent.MealOfDay;
import org.vigil.disinfection.meal.domain.MealEvent.SeparateMealDelivered;
import org.vigil.disinfection.meal.domain.MealEvent.SeparateMealMissed;
import org.vigil.disinfection.meal.domain.MealEvent.SeparateMealsCancelled;
import org.vigil.disinfection.meal.domain.MealEvent.SeparateMealsCorrected;
import org.vigil.disinfection.meal.domain.MealEvent.SeparateMealsOrdered;
import org.vigil.disinfection.meal.domain.MealEvent.SeparateMealsRevealed;
import org.vigil.disinfection.meal.domain.MealOrder;
import org.vigil.disinfection.meal.domain.MealOrder.DueMeal;
import org.vigil.disinfection.meal.domain.MealReason;
import org.vigil.disinfection.meeting.domain.AttendanceCommand.CorrectionReason;
import org.vigil.disinfection.meeting.domain.AttendanceCommand.Place;
import org.vigil.disinfection.meeting.domain.AttendanceEvent;
import org.vigil.disinfection.meeting.domain.AttendanceEvent.AttendeeFeverDetected;
import org.vigil.disinfection.meeting.domain.AttendanceEvent.AttendeeFeverWithdrawn;
import org.vigil.disinfection.meeting.domain.AttendanceEvent.AttendeeMaskMissing;
import org.vigil.disinfection.meeting.domain.AttendanceEvent.AttendeeReadingVoided;
import org.vigil.disinfection.meeting.domain.AttendanceEvent.AttendeeTemperatureCorrected;
import org.vigil.disinfection.meeting.domain.AttendanceEvent.AttendeeTemperatureMeasured;
import org.vigil.disinfection.meeting.domain.AttendanceEvent.AttendeesMeasuredLate;
import org.vigil.disinfection.meeting.domain.AttendanceEvent.AttendeesNotAllMeasured;
import org.vigil.disinfection.meeting.domain.AttendanceEvent.MeetingAttendanceMeasured;
import org.vigil.disinfection.meeting.domain.FeverRule;
import org.vigil.disinfection.meeting.domain.MeetingRoomCommand;
import org.vigil.disinfection.meeting.domain.MeetingRoomCommand.Cleaning;
import org.vigil.disinfection.meeting.domain.MeetingRoomCommand.Cupware;
import org.vigil.disinfection.meeting.domain.MeetingRoomCommand.MomentReason;
import org.vigil.disinfection.meeting.domain.MeetingRoomCommand.RejectionReason;
import org.vigil.disinfection.meeting.domain.MeetingRoomCommand.VoidReason;
import org.vigil.disinfection.meeting.domain.MeetingRoomEvent;
import org.vigil.disinfection.meeting.domain.MeetingRoomEvent.MeetingEndCorrected;
import org.vigil.disinfection.meeting.domain.MeetingRoomEvent.MeetingEnded;
import org.vigil.disinfection.meeting.domain.MeetingRoomEvent.MeetingRoomApproved;
import org.vigil.disinfection.meeting.domain.MeetingRoomEvent.MeetingRoomCancelled;
import org.vigil.disinfection.meeting.domain.MeetingRoomEvent.MeetingRoomDefined;
import org.vigil.disinfection.meeting.domain.MeetingRoomEvent.MeetingRoomRejected;
import org.vigil.disinfection.meeting.domain.MeetingRoomEvent.MeetingRoomReleased;
import org.vigil.disinfection.meeting.domain.MeetingRoomEvent.MeetingRoomRequested;
import org.vigil.disinfection.meeting.domain.MeetingRoomEvent.MeetingRoomTurnRoundOverdue;
import org.vigil.disinfection.meeting.domain.MeetingRoomEvent.MeetingStartCorrected;
import org.vigil.disinfection.meeting.domain.MeetingRoomEvent.MeetingStarted;
import org.vigil.disinfection.meeting.domain.MeetingRoomEvent.Missing;
import org.vigil.disinfection.meeting.domain.MeetingRoomEvent.PostMeetingDisinfectionCompleted;
import org.vigil.disinfection.meeting.domain.MeetingRoomEvent.PostMeetingDisinfectionVoided;
import org.vigil.disinfection.meeting.domain.MeetingRoomEvent.UnapprovedMeetingDetected;
import org.vigil.disinfection.order.domain.OrderedBy;
import org.vigil.disinfection.order.domain.Person;
import org.vigil.disinfection.ppe.domain.Checker;
import org.vigil.disinfection.ppe.domain.Findings;
import org.vigil.disinfection.ppe.domain.Findings.Finding;
import org.vigil.disinfection.ppe.domain.PpeShiftCommand;
import org.vigil.disinfection.ppe.domain.PpeShiftCommand.AbsenceReason;
import org.vigil.disinfection.ppe.domain.PpeShiftEvent;
import org.vigil.disinfection.ppe.domain.PpeShiftEvent.PpeAbsenceRecorded;
import org.vigil.disinfection.ppe.domain.PpeShiftEvent.PpeCheckCorrected;
import org.vigil.disinfection.ppe.domain.PpeShiftEvent.PpeCheckVoided;
import org.vigil.disinfection.ppe.domain.PpeShiftEvent.PpeChecked;
import org.vigil.disinfection.ppe.domain.PpeShiftEvent.PpeChecksCompleted;
import org.vigil.disinfection.ppe.domain.PpeShiftEvent.PpeChecksExpected;
import org.vigil.disinfection.ppe.domain.PpeShiftEvent.PpeChecksMissed;
import org.vigil.disinfection.ppe.domain.PpeShiftEvent.ShiftOf;
import org.vigil.disinfection.ppe.domain.ServiceUnit;
import org.vigil.disinfection.ppe.domain.ServiceUnit.Shift;
import org.vigil.disinfection.ppe.domain.ServiceUnit.ShiftPlan;
import org.vigil.disinfection.ppe.domain.ServiceUnitEvent;
import org.vigil.disinfection.ppe.domain.ServiceUnitEvent.PpeShiftOpened;
import org.vigil.disinfection.ppe.domain.ServiceUnitEvent.ServiceUnitDefined;
import org.vigil.disinfection.ppe.domain.UnitKind;
import org.vigil.disinfection.ppe.domain.Worker;
import org.vigil.disinfection.round.domain.DayPlan;
import org.vigil.disinfection.round.domain.ZoneCommand.Definition;
import org.vigil.disinfection.round.domain.ZoneCommand.Kind;
import org.vigil.disinfection.round.domain.ZoneCommand.Work;
import org.vigil.disinfection.round.domain.ZoneEvent;
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
import org.vigil.disinfection.terminal.domain.TerminalCommand;
import org.vigil.disinfection.terminal.domain.TerminalEvent;
import org.vigil.disinfection.terminal.domain.TerminalEvent.CaseDisinfectionOrdered;
import org.vigil.disinfection.terminal.domain.TerminalEvent.CaseZoneDisinfected;
import org.vigil.disinfection.terminal.domain.TerminalEvent.TerminalDisinfectionCancelled;
import org.vigil.disinfection.terminal.domain.TerminalEvent.TerminalDisinfectionCorrected;
import org.vigil.disinfection.terminal.domain.TerminalEvent.TerminalDisinfectionDone;
import org.vigil.disinfection.terminal.domain.TerminalEvent.TerminalDisinfectionOrdered;
import org.vigil.disinfection.terminal.domain.TerminalEvent.TerminalDisinfectionOverdue;
import org.vigil.disinfection.terminal.domain.TerminalEvent.TerminalDisinfectionRevealed;
import org.vigil.disinfection.terminal.domain.TerminalOrder;
import org.vigil.eventsourcing.store.EventCatalog;
import org.vigil.testing.Contracts;
import org.vigil.testing.ForgettingExamples;

/** The shape of what is stored and published, held to the examples in docs/contracts. */
class DisinfectionContractTest {

  private static final LocalDate DAY = LocalDate.of(2022, 11, 6);
  private static final Instant AT = Instant.parse("2022-11-06T06:05:00Z");
  private static final String ROUND = "0d5c1f9e-1111-4222-8333-444455556666";
  private static final String ORDER = "0d5c1f9e-5555-4222-8333-444455556666";
  private static final String CASE = "0190f2a0-1111-7222-8333-444455556666";
  private static final String SUBJECT = "5f0c6e0b9a1d4b7e8c2f3a4b5c6d7e8f";
  private static final MealOrder MEALS =
      new MealOrder(
          new Person("张三丰", "A0017", "13800005678"),
          "三号楼 305",
          true,
          MealReason.CONTACT,
          "次密接",
          List.of(new DueMeal(DAY, Meal.LUNCH, AT)));
  private static final TerminalOrder PLACE =
      new TerminalOrder("LIFT", "三楼 305", new Person("张三丰", "A0017", "13800005678"), "抗原阳性待复核");
  private static final DayPlan PLAN =
      new DayPlan(DAY, AT.plusSeconds(35_700), Duration.ofHours(2), Duration.ofMinutes(30), AT);

  @Test
  void every_event_is_stored_and_published_as_it_was_agreed() {
    Contracts.hold(
        EventCatalog.of(
            "disinfection", List.of(ZoneEvent.class, MealEvent.class, TerminalEvent.class)),
        List.of(
            new ZoneDefined(
                new Definition("LIFT", "电梯间", Kind.PUBLIC, List.of("按钮", "电梯扶手"), "ZHGL")),
            new DayOpened(PLAN, AT, AT),
            new DayReplanned(PLAN, AT),
            new RoundCompleted(
                ROUND,
                "LIFT",
                "ZHGL",
                DAY,
                new Work(
                    AT.minusSeconds(600),
                    AT,
                    "ZH-008",
                    "84消毒液",
                    "B1",
                    "1:100",
                    List.of("按钮"),
                    "ab".repeat(32),
                    "pad-3"),
                false,
                List.of(Flaw.TOUCH_POINTS_MISSING),
                0,
                AT),
            new RoundVoided(ROUND, "重复录入", 1, AT),
            new QuotaAtRisk("LIFT", "ZHGL", DAY, 1, 3),
            new DailyQuotaMissed("LIFT", "ZHGL", DAY, 1, 3),
            new DailyQuotaMet("LIFT", "ZHGL", DAY, 3),
            new DailyQuotaCorrected("LIFT", "ZHGL", DAY, 1, 2, 3),
            new SeparateMealsOrdered(
                ORDER, SUBJECT, "GWYC", "JYGL", OrderedBy.DEPARTMENT, MEALS, AT),
            new SeparateMealsCorrected(
                ORDER,
                SUBJECT,
                "GWYC",
                OrderedBy.OFFICE,
                2,
                "00000000000000000000000000000003",
                MEALS,
                "认错人",
                AT),
            new SeparateMealDelivered(
                ORDER, SUBJECT, "JYGL", DAY, Meal.LUNCH, AT, "JY-008", true, false, AT),
            new SeparateMealMissed(ORDER, SUBJECT, "JYGL", DAY, Meal.LUNCH, AT, AT),
            new SeparateMealsCancelled(
                ORDER,
                SUBJECT,
                "GWYC",
                "JYGL",
                1,
                true,
                List.of(new MealOfDay(DAY, Meal.LUNCH)),
                "重复登记"),
            new SeparateMealsRevealed(SUBJECT, "送餐"),
            new TerminalDisinfectionOrdered(
                ORDER, SUBJECT, "GWYC", "ZHGL", OrderedBy.DEPARTMENT, PLACE, AT),
            new CaseDisinfectionOrdered(
                ORDER, SUBJECT, CASE, "BGS", "ZHGL", "LIFT", AT, AT.plusSeconds(86_400)),
            new CaseZoneDisinfected(CASE, ORDER, "LIFT", "ZHGL", AT),
            new TerminalDisinfectionCorrected(
                ORDER,
                SUBJECT,
                "GWYC",
                OrderedBy.DEPARTMENT,
                2,
                "00000000000000000000000000000003",
                PLACE,
                "补充姓名"),
            new TerminalDisinfectionDone(
                ORDER,
                SUBJECT,
                "ZHGL",
                new TerminalCommand.Work(AT, "ZH-008", "含氯消毒剂", "B1", "1:50"),
                false),
            new TerminalDisinfectionOverdue(ORDER, SUBJECT, "ZHGL", "LIFT", AT),
            new TerminalDisinfectionCancelled(ORDER, SUBJECT, "GWYC", "ZHGL", 1, true, "误报"),
            new TerminalDisinfectionRevealed(SUBJECT, "流调")));
  }

  private static final String MEETING = "0d5c1f9e-1111-4222-8333-444455557777";
  private static final String READING = "0d5c1f9e-1111-4222-8333-444455558888";
  private static final String DISINFECTION = "0d5c1f9e-1111-4222-8333-444455559999";
  private static final String APPROVER = "6a0c6e0b9a1d4b7e8c2f3a4b5c6d7e8f";
  private static final Place ROOM = new Place(MEETING, "R1", "HYFW");

  @Test
  void every_event_of_a_meeting_room_is_stored_and_published_as_it_was_agreed() {
    Instant end = AT.plusSeconds(3_600);
    Instant due = AT.plusSeconds(5_400);
    Contracts.hold(
        EventCatalog.of("disinfection", List.of(MeetingRoomEvent.class)),
        List.of(
            new MeetingRoomDefined(new MeetingRoomCommand.Definition("R1", "第一会议室", "HYFW")),
            new MeetingRoomRequested(MEETING, "R1", "GWYC", SUBJECT, 12, AT, end, AT),
            new MeetingRoomApproved(MEETING, "R1", "GWYC", APPROVER),
            new MeetingRoomRejected(
                MEETING, "R1", "GWYC", APPROVER, RejectionReason.EPIDEMIC_CONTROL),
            new MeetingRoomCancelled(MEETING, "R1", "GWYC"),
            new MeetingStarted(MEETING, "R1", "GWYC", AT, false),
            new UnapprovedMeetingDetected(MEETING, "R1", "HYFW", "GWYC", AT),
            new MeetingEnded(MEETING, "R1", "HYFW", 12, end, due),
            new MeetingStartCorrected(
                MEETING, "R1", "GWYC", AT, AT.plusSeconds(60), MomentReason.MISTYPED),
            new MeetingEndCorrected(
                MEETING, "R1", "HYFW", end, end.minusSeconds(60), MomentReason.MISINFORMED),
            new PostMeetingDisinfectionCompleted(
                DISINFECTION,
                MEETING,
                "R1",
                "HYFW",
                new Cleaning(end, due, "HY-008", "84消毒液", "B1", "1:100", Cupware.NOT_CLEANED),
                false),
            new MeetingRoomReleased(MEETING, "R1", due),
            new PostMeetingDisinfectionVoided(
                DISINFECTION, MEETING, "R1", VoidReason.NOT_DONE, due),
            new MeetingRoomTurnRoundOverdue(MEETING, "R1", "HYFW", end, due, Missing.CUPWARE)));
  }

  @Test
  void every_event_of_a_meetings_attendance_is_stored_and_published_as_it_was_agreed() {
    String signal = READING + ":fever-1";
    Contracts.hold(
        EventCatalog.of("disinfection", List.of(AttendanceEvent.class)),
        List.of(
            new AttendeeTemperatureMeasured(
                READING,
                ROOM,
                SUBJECT,
                "张三丰",
                "GWYC",
                381,
                new FeverRule(373, FeverRule.Comparison.AT_OR_ABOVE),
                "HY-008",
                "T1",
                false,
                AT,
                true),
            new AttendeeFeverDetected(signal, READING, ROOM, SUBJECT, "GWYC", "张三丰", 381, 373, AT),
            new AttendeeMaskMissing(READING, MEETING, "R1", "HYFW"),
            new AttendeeTemperatureCorrected(
                READING, MEETING, SUBJECT, 365, CorrectionReason.INSTRUMENT_FAULT),
            new AttendeeReadingVoided(READING, MEETING, SUBJECT, CorrectionReason.WRONG_PERSON),
            new AttendeeFeverWithdrawn(signal, READING, MEETING, SUBJECT, "GWYC"),
            new MeetingAttendanceMeasured(MEETING, "R1", "HYFW", 12, 12),
            new AttendeesNotAllMeasured(MEETING, "R1", "HYFW", 12, 11),
            new AttendeesMeasuredLate(MEETING, "R1", "HYFW", 12, 12)));
  }

  @Test
  void every_event_of_a_service_unit_is_stored_and_published_as_it_was_agreed() {
    Worker worker = new Worker(SUBJECT, "张三丰", "JY-008");
    Checker by = new Checker(APPROVER, "JY-001");
    Finding right = new Finding(true, null);
    Findings findings = new Findings(right, new Finding(false, "口罩破损"), right, "当场更换口罩");
    ShiftOf of = new ShiftOf("CANTEEN", UnitKind.CANTEEN, "JYGL", DAY, "EARLY");
    Shift shift =
        new Shift(
            "CANTEEN",
            UnitKind.CANTEEN,
            "JYGL",
            DAY,
            "EARLY",
            AT,
            AT.plusSeconds(3_600),
            AT.plusSeconds(32_400),
            List.of(worker));
    Contracts.hold(
        EventCatalog.of("disinfection", List.of(ServiceUnitEvent.class, PpeShiftEvent.class)),
        List.of(
            new ServiceUnitDefined(
                new ServiceUnit.Definition(
                    "CANTEEN",
                    "机关餐厅",
                    UnitKind.CANTEEN,
                    "JYGL",
                    List.of(
                        new ShiftPlan(
                            "EARLY", 360, 840, List.of(DayOfWeek.MONDAY), List.of(worker))),
                    List.of(DAY),
                    List.of(DAY.plusDays(6))),
                AT,
                AT),
            new PpeShiftOpened(shift, AT),
            new PpeChecksExpected(shift, AT.plusSeconds(34_200)),
            new PpeChecked(READING, of, SUBJECT, "张三丰", "JY-008", by, findings, false, AT, true),
            new PpeCheckCorrected(READING, of, SUBJECT, by, findings, false, "看错"),
            new PpeCheckVoided(READING, of, SUBJECT, by, PpeShiftCommand.VoidReason.WRONG_PERSON),
            new PpeAbsenceRecorded(
                of,
                SUBJECT,
                AbsenceReason.SWAPPED,
                new Worker("00000000000000000000000000000003", "李四", "JY-009"),
                by),
            new PpeChecksCompleted(of, 12),
            new PpeChecksMissed(
                "CANTEEN", UnitKind.CANTEEN, "JYGL", DAY, "EARLY", 12, List.of(SUBJECT))));
  }

  @Test
  void what_is_said_of_peoples_data_is_stored_and_published_as_it_was_agreed() {
    ForgettingExamples.hold("disinfection");
  }
}
