package org.vigil.duty;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vigil.duty.anomaly.domain.AnomalyEvent;
import org.vigil.duty.anomaly.domain.AnomalyKind;
import org.vigil.duty.calendar.domain.Calendar;
import org.vigil.duty.calendar.domain.Calendar.CalendarYearAwaited;
import org.vigil.duty.calendar.domain.Calendar.CalendarYearMissing;
import org.vigil.duty.calendar.domain.Calendar.CalendarYearPublished;
import org.vigil.duty.calendar.domain.DayKind;
import org.vigil.duty.calendar.domain.SpecialDay;
import org.vigil.duty.coverage.domain.DutyCoverage;
import org.vigil.duty.coverage.domain.DutyCoverage.CoverageChecked;
import org.vigil.duty.coverage.domain.DutyCoverage.CoverageGapDetected;
import org.vigil.duty.coverage.domain.DutyCoverage.CoverageGapFilled;
import org.vigil.duty.coverage.domain.DutyCoverage.DutyHolderContactUnverified;
import org.vigil.duty.coverage.domain.DutyCoverage.DutyRequired;
import org.vigil.duty.coverage.domain.DutyCoverage.Nature;
import org.vigil.duty.directory.domain.Department;
import org.vigil.duty.directory.domain.Department.DepartmentArranged;
import org.vigil.duty.directory.domain.Department.DepartmentDefined;
import org.vigil.duty.directory.domain.DepartmentsImport;
import org.vigil.duty.directory.domain.DepartmentsImport.DepartmentsImported;
import org.vigil.duty.directory.domain.Exit;
import org.vigil.duty.directory.domain.Exit.ExitRegistered;
import org.vigil.duty.directory.domain.HandoverEvent.ResponsibilityHandoverAccepted;
import org.vigil.duty.directory.domain.HandoverEvent.ResponsibilityHandoverDeclined;
import org.vigil.duty.directory.domain.HandoverEvent.ResponsibilityHandoverOffered;
import org.vigil.duty.directory.domain.HandoverEvent.ResponsibilityHandoverUnanswered;
import org.vigil.duty.directory.domain.HandoverEvent.ResponsibilityHandoverWithdrawn;
import org.vigil.duty.directory.domain.LeadershipWatch;
import org.vigil.duty.directory.domain.LeadershipWatch.DepartmentLeadershipChecked;
import org.vigil.duty.directory.domain.LeadershipWatch.DepartmentPostFellVacant;
import org.vigil.duty.directory.domain.LeadershipWatch.DepartmentPostVacancyEnded;
import org.vigil.duty.directory.domain.PeopleImport;
import org.vigil.duty.directory.domain.PeopleImport.PeopleImported;
import org.vigil.duty.directory.domain.Person;
import org.vigil.duty.directory.domain.Person.ContactVerificationLapsed;
import org.vigil.duty.directory.domain.Person.ContactVerified;
import org.vigil.duty.directory.domain.Person.LeaveCancelled;
import org.vigil.duty.directory.domain.Person.LeaveRegistered;
import org.vigil.duty.directory.domain.Person.PersonLeft;
import org.vigil.duty.directory.domain.Person.PersonRegistered;
import org.vigil.duty.gate.domain.GateDayEvent;
import org.vigil.duty.gate.domain.GateDayEvent.EntriesUnregisteredSuspected;
import org.vigil.duty.gate.domain.GateDayEvent.GateCountCompared;
import org.vigil.duty.gate.domain.GateDayEvent.GateCountSettled;
import org.vigil.duty.gate.domain.GateDayEvent.GateCounted;
import org.vigil.duty.gate.domain.GateDayEvent.UnregisteredEntriesAccountedFor;
import org.vigil.duty.muster.domain.Muster;
import org.vigil.duty.muster.domain.MusterCall;
import org.vigil.duty.muster.domain.MusterKind;
import org.vigil.duty.muster.domain.MusterUnitCommand.Excuse;
import org.vigil.duty.muster.domain.MusterUnitCommand.Manner;
import org.vigil.duty.muster.domain.MusterUnitEvent;
import org.vigil.duty.muster.domain.Summoned;
import org.vigil.duty.post.domain.PostEvent;
import org.vigil.duty.post.domain.PostEvent.GuardDuty;
import org.vigil.duty.presence.domain.DutyPlan;
import org.vigil.duty.presence.domain.Matter;
import org.vigil.duty.presence.domain.PresenceEvent;
import org.vigil.duty.reachability.domain.DrillCommand;
import org.vigil.duty.reachability.domain.DrillCommand.Outcome;
import org.vigil.duty.reachability.domain.DrillEvent;
import org.vigil.duty.reachability.domain.DrillSchedule;
import org.vigil.duty.reachability.domain.DrillSchedule.DrillScheduleBegan;
import org.vigil.duty.reachability.domain.DrillSchedule.DrillScheduleChecked;
import org.vigil.duty.reachability.domain.DrillSchedule.ScheduledDrillDue;
import org.vigil.duty.reachability.domain.DrillSchedule.ScheduledDrillPassedOver;
import org.vigil.duty.reachability.domain.DrillSchedule.ScheduledDrillPlanned;
import org.vigil.duty.reachability.domain.Mobile;
import org.vigil.duty.reachability.domain.Reachability;
import org.vigil.duty.reachability.domain.Reachability.NoAnswerExcused;
import org.vigil.duty.reachability.domain.Reachability.NoAnswerRecorded;
import org.vigil.duty.reachability.domain.Reachability.RepeatedNoAnswerFound;
import org.vigil.duty.reachability.domain.ScheduleKind;
import org.vigil.duty.roster.domain.DutyFeed;
import org.vigil.duty.roster.domain.DutyFeed.DutyFeedIssued;
import org.vigil.duty.roster.domain.DutyFeed.DutyFeedRevoked;
import org.vigil.duty.roster.domain.RosterCommand.Origin;
import org.vigil.duty.roster.domain.RosterEvent;
import org.vigil.duty.roster.domain.RosterEvent.RosterDrafted;
import org.vigil.duty.roster.domain.RosterEvent.RosterPublished;
import org.vigil.duty.roster.domain.RosterEvent.ShiftReassigned;
import org.vigil.duty.roster.domain.RosterEvent.ShiftSwapAccepted;
import org.vigil.duty.roster.domain.RosterEvent.ShiftSwapAcrossMonthsApproved;
import org.vigil.duty.roster.domain.RosterEvent.ShiftSwapAcrossMonthsFinished;
import org.vigil.duty.roster.domain.RosterEvent.ShiftSwapAcrossMonthsRequested;
import org.vigil.duty.roster.domain.RosterEvent.ShiftSwapAcrossMonthsSettled;
import org.vigil.duty.roster.domain.RosterEvent.ShiftSwapApproved;
import org.vigil.duty.roster.domain.RosterEvent.ShiftSwapDeclined;
import org.vigil.duty.roster.domain.RosterEvent.ShiftSwapRequested;
import org.vigil.duty.roster.domain.RosterEvent.ShiftTakenOver;
import org.vigil.duty.roster.domain.Shift;
import org.vigil.duty.visitor.domain.EvacuationList;
import org.vigil.duty.visitor.domain.EvacuationList.EvacuationListDrawn;
import org.vigil.duty.visitor.domain.FeverRule;
import org.vigil.duty.visitor.domain.VisitEvent;
import org.vigil.duty.visitor.domain.VisitEvent.FeverMeasured;
import org.vigil.duty.visitor.domain.VisitEvent.MaskRefused;
import org.vigil.duty.visitor.domain.VisitEvent.Reason;
import org.vigil.duty.visitor.domain.VisitEvent.VisitorAdmitted;
import org.vigil.duty.visitor.domain.VisitEvent.VisitorAdmittedDespiteRefusal;
import org.vigil.duty.visitor.domain.VisitEvent.VisitorDenied;
import org.vigil.duty.visitor.domain.VisitEvent.VisitorLeft;
import org.vigil.duty.visitor.domain.VisitEvent.VisitorNotSignedOut;
import org.vigil.duty.visitor.domain.VisitEvent.VisitorRegistered;
import org.vigil.duty.visitor.domain.VisitEvent.VisitorRevealed;
import org.vigil.duty.visitor.domain.VisitEvent.VisitorStayLimited;
import org.vigil.duty.visitor.domain.Visitor;
import org.vigil.eventsourcing.store.EventCatalog;
import org.vigil.testing.Contracts;
import org.vigil.testing.ForgettingExamples;

/** The shape of what is stored and published, held to the examples in docs/contracts. */
class DutyContractTest {

  private static final Instant AT = Instant.parse("2022-11-03T06:00:00Z");
  private static final String VISIT = "0d5c1f9e-1111-4222-8333-444455556666";
  private static final String OTHER_VISIT = "0d5c1f9e-1111-4222-8333-444455556677";
  private static final String SUBJECT = "5f0c1d9a3b7e42d18c6f0a9b1e2d3c4f";
  private static final String OTHER = "6a0c1d9a3b7e42d18c6f0a9b1e2d3c50";
  private static final Shift SHIFT =
      Shift.of(
          "AQBW",
          Shift.DUTY,
          SUBJECT,
          Instant.parse("2022-11-03T00:00:00Z"),
          Instant.parse("2022-11-04T00:00:00Z"));

  @Test
  void every_event_is_stored_and_published_as_it_was_agreed() {
    Visitor visitor = new Visitor("秦女士", "13900000002", "110105199001011234", "某公司");
    Contracts.hold(
        EventCatalog.of(
            "duty",
            List.of(
                VisitEvent.class,
                EvacuationList.Event.class,
                GateDayEvent.class,
                Department.Event.class,
                LeadershipWatch.Event.class,
                Person.Event.class,
                Exit.Event.class,
                Calendar.Event.class,
                RosterEvent.class,
                DutyCoverage.Event.class,
                DutyFeed.Event.class,
                DepartmentsImport.Event.class,
                PeopleImport.Event.class)),
        List.of(
            new VisitorRegistered(
                SUBJECT,
                "EAST",
                "AQBW",
                visitor,
                "BGS",
                "王静",
                381,
                "AB-011",
                "T-3",
                true,
                AT,
                false,
                new FeverRule(373, FeverRule.Comparison.AT_OR_ABOVE),
                OTHER_VISIT),
            new FeverMeasured(VISIT, SUBJECT, "AQBW", "BGS", "EAST", "秦女士", 381, 373, AT),
            new MaskRefused(VISIT, "AQBW", "EAST"),
            new VisitorAdmitted(VISIT, "EAST", AT),
            new VisitorDenied(VISIT, "EAST", List.of(Reason.FEVER), AT),
            new VisitorAdmittedDespiteRefusal(VISIT, SUBJECT, "AQBW", "EAST", "秦女士", "局长来客", AT),
            new VisitorStayLimited(VISIT, AT, AT.plusSeconds(21_600)),
            new VisitorNotSignedOut(
                VISIT, SUBJECT, "AQBW", "BGS", "EAST", "秦女士", AT.plusSeconds(21_600)),
            new VisitorLeft(VISIT, AT),
            new EvacuationListDrawn(
                OTHER_VISIT, "AQBW", EvacuationList.Occasion.EVACUATION, AT, List.of(VISIT)),
            new GateCounted(
                "EAST", "AQBW", AT, AT.plusSeconds(3600), 12, "GATE-1", AT.plusSeconds(5400)),
            new GateCountSettled("EAST", "AQBW", AT, AT.plusSeconds(3600)),
            new GateCountCompared("EAST", "AQBW", AT, AT.plusSeconds(3600), 12, 9),
            new EntriesUnregisteredSuspected("EAST", "AQBW", AT, AT.plusSeconds(3600), 12, 9, 3),
            new UnregisteredEntriesAccountedFor("EAST", "AQBW", AT, AT.plusSeconds(3600), 12, 12),
            new VisitorRevealed(SUBJECT, "流调"),
            new DepartmentDefined(
                new Department.Definition(
                    "AQBW", "安全保卫科", List.of("保卫科"), true, new Department.Head(SUBJECT, "赵刚"))),
            new PersonRegistered(
                new Person.Particulars(SUBJECT, "AQBW", "吕建国", "AB-011", "13800000211", OTHER)),
            new ExitRegistered(new Exit.Description("EAST", "东门", false, "AQBW", true)),
            new CalendarYearPublished(
                2027,
                List.of(new SpecialDay(LocalDate.of(2027, 1, 1), DayKind.HOLIDAY, "元旦")),
                "国办通知"),
            new CalendarYearAwaited(2027, AT),
            new CalendarYearMissing(2027, "BGS", AT),
            new DepartmentArranged(
                new Department.Arrangement(
                    "AQBW",
                    "BGS",
                    List.of(
                        new Department.Post(
                            Department.Role.DEPUTY,
                            SUBJECT,
                            "吕建国",
                            LocalDate.of(2022, 1, 1),
                            LocalDate.of(2023, 1, 1))))),
            new ResponsibilityHandoverOffered(
                VISIT,
                "AQBW",
                Department.Role.HEAD,
                SUBJECT,
                new Department.Head(OTHER, "吕建国"),
                "出差",
                AT,
                AT.plusSeconds(86_400),
                AT.plusSeconds(3_600)),
            new ResponsibilityHandoverAccepted(
                VISIT,
                "AQBW",
                Department.Role.HEAD,
                SUBJECT,
                new Department.Head(OTHER, "吕建国"),
                LocalDate.of(2022, 11, 1),
                AT,
                AT.plusSeconds(86_400)),
            new ResponsibilityHandoverDeclined(VISIT, "AQBW", OTHER, "休假"),
            new ResponsibilityHandoverWithdrawn(VISIT, "AQBW", SUBJECT, "行程取消"),
            new ResponsibilityHandoverUnanswered(
                VISIT, "AQBW", Department.Role.HEAD, SUBJECT, new Department.Head(OTHER, "吕建国")),
            new DepartmentPostFellVacant("AQBW", Department.Role.HEAD, SUBJECT, AT),
            new DepartmentPostVacancyEnded(
                "AQBW", Department.Role.HEAD, AT, AT.plusSeconds(86_400)),
            new DepartmentLeadershipChecked("AQBW", AT.plusSeconds(86_400)),
            new ContactVerified(SUBJECT, "AQBW", Person.How.CALL, AT),
            new ContactVerificationLapsed(SUBJECT, "AQBW"),
            new LeaveRegistered(
                SUBJECT,
                "AQBW",
                VISIT,
                new Person.Days(LocalDate.of(2022, 11, 3), LocalDate.of(2022, 11, 4))),
            new LeaveCancelled(SUBJECT, "AQBW", VISIT),
            new PersonLeft(SUBJECT, "AQBW", LocalDate.of(2022, 12, 1)),
            new RosterDrafted("AQBW", "2022-11", Origin.GENERATED, List.of(SHIFT)),
            new RosterPublished("AQBW", "2022-11", 1, List.of(SHIFT)),
            new ShiftReassigned("AQBW", "2022-11", SHIFT.id(), OTHER, SUBJECT, "出差", OTHER),
            new ShiftSwapRequested(
                "AQBW", "2022-11", VISIT, SHIFT.id(), SUBJECT, "AQBW.DUTY.1667520000", OTHER, "家事"),
            new ShiftSwapAccepted("AQBW", "2022-11", VISIT, OTHER),
            new ShiftSwapAcrossMonthsRequested(
                "AQBW",
                "2022-11",
                VISIT,
                SHIFT.id(),
                SUBJECT,
                "2022-12",
                "AQBW.DUTY.1670284800",
                OTHER,
                "家事"),
            new ShiftSwapAcrossMonthsApproved(
                "AQBW",
                "2022-11",
                VISIT,
                SHIFT.id(),
                SUBJECT,
                "2022-12",
                "AQBW.DUTY.1670284800",
                OTHER,
                OTHER),
            new ShiftSwapAcrossMonthsSettled(
                "AQBW", "2022-12", VISIT, "2022-11", "AQBW.DUTY.1670284800", SUBJECT, OTHER, true),
            new ShiftSwapAcrossMonthsFinished(
                "AQBW", "2022-11", VISIT, SHIFT.id(), OTHER, SUBJECT, true),
            new ShiftSwapApproved(
                "AQBW",
                "2022-11",
                VISIT,
                SHIFT.id(),
                SUBJECT,
                "AQBW.DUTY.1667520000",
                OTHER,
                OTHER),
            new ShiftSwapDeclined("AQBW", "2022-11", VISIT, OTHER, "不便"),
            new ShiftTakenOver(
                "AQBW",
                "2022-11",
                SHIFT.id(),
                SHIFT.id() + ".1667440800000",
                OTHER,
                SUBJECT,
                AT,
                "突发不适"),
            new DutyRequired("AQBW", AT, AT),
            new CoverageGapDetected(
                "AQBW", LocalDate.of(2022, 11, 3), AT, AT.plusSeconds(3_600), Nature.FACT),
            new CoverageGapFilled("AQBW", AT, AT.plusSeconds(3_600), AT.plusSeconds(600)),
            new DutyHolderContactUnverified("AQBW", SHIFT.id(), SUBJECT, AT),
            new DutyFeedIssued(VISIT, DutyFeed.Kind.PERSON, "AQBW", SUBJECT, null),
            new DutyFeedRevoked(VISIT),
            new DepartmentsImported(
                List.of(new Department.Listing("AQBW", "安全保卫科", List.of("保卫科"), true, "BGS"))),
            new PeopleImported(
                List.of(
                    new Person.Particulars(
                        SUBJECT, "AQBW", "吕建国", "AB-011", "13800000211", OTHER))),
            new CoverageChecked("AQBW", AT, AT.minusSeconds(50_400), AT.plusSeconds(36_000))));
  }

  @Test
  void every_event_of_a_muster_is_stored_and_published_as_it_was_agreed() {
    MusterCall call =
        new MusterCall(
            VISIT,
            MusterKind.REAL,
            "大楼封控应急",
            "一楼大厅",
            "BGS",
            List.of("AQBW", "BGS"),
            AT,
            AT.plusSeconds(900),
            AT.plusSeconds(1800),
            AT.plusSeconds(3600));
    List<Summoned> people = List.of(new Summoned(SUBJECT, "吕建国"));
    Contracts.hold(
        EventCatalog.of("duty", List.of(Muster.Event.class, MusterUnitEvent.class)),
        List.of(
            new Muster.MusterCalled(call),
            new Muster.MusterClosed(
                VISIT, MusterKind.REAL, List.of("AQBW", "BGS"), AT.plusSeconds(5400)),
            new MusterUnitEvent.DepartmentSummoned(call, "AQBW", 1),
            new MusterUnitEvent.PeopleSummoned(VISIT, "AQBW", people),
            new MusterUnitEvent.MusterAcknowledged(
                VISIT, "AQBW", SUBJECT, Manner.SELF, AT.plusSeconds(60)),
            new MusterUnitEvent.MusterArrivalConfirmed(
                VISIT, "AQBW", SUBJECT, Manner.GATE, "EAST", AT.plusSeconds(1200), false, false),
            new MusterUnitEvent.MusterAbsenceExcused(VISIT, "AQBW", SUBJECT, Excuse.ILLNESS, "在医院"),
            new MusterUnitEvent.MusterUnacknowledged(VISIT, MusterKind.REAL, "AQBW", 1, people),
            new MusterUnitEvent.MusterAbsenceFound(
                VISIT, MusterKind.REAL, "AQBW", SUBJECT, "吕建国", true, null),
            new MusterUnitEvent.MusterDeadlinePassed(
                VISIT, MusterKind.REAL, "AQBW", AT.plusSeconds(3600), 1, 0, 0, 1),
            new MusterUnitEvent.DepartmentStoodDown(VISIT, "AQBW", AT.plusSeconds(5400))));
  }

  @Test
  void every_event_of_a_guards_post_is_stored_and_published_as_it_was_agreed() {
    Contracts.hold(
        EventCatalog.of("duty", List.of(PostEvent.class)),
        List.of(
            new PostEvent.ExitWatched("E4", "AQBW", false, true, AT),
            new PostEvent.GuardDutySet("E4", GuardDuty.WORKING_TIME, AT, AT.plusSeconds(36_000)),
            new PostEvent.GuardPostManned("E4", "AQBW", SUBJECT, "吕建国", AT, AT.plusSeconds(43_200)),
            new PostEvent.GuardLeftPost("E4", "AQBW", SUBJECT, AT.plusSeconds(600)),
            new PostEvent.GuardCheckInExpired("E4", "AQBW", SUBJECT, AT.plusSeconds(43_200)),
            new PostEvent.GuardPostVacated(
                "E4",
                "AQBW",
                GuardDuty.WORKING_TIME,
                PostEvent.Cause.LEFT_WITHOUT_RELIEF,
                SUBJECT,
                AT.plusSeconds(600),
                AT.plusSeconds(900),
                AT.plusSeconds(1500)),
            new PostEvent.ExitUnguarded(
                "E4", "AQBW", GuardDuty.WORKING_TIME, AT.plusSeconds(600), 1),
            new PostEvent.GuardGapEnded(
                "E4", "AQBW", AT.plusSeconds(600), AT.plusSeconds(1200), PostEvent.End.MANNED)));
  }

  @Test
  void every_event_of_presence_is_stored_and_published_as_it_was_agreed() {
    String shift = "AQBW.DUTY.1667455200";
    String next = "AQBW.DUTY.1667498400";
    List<Matter> matters = List.of(new Matter(VISIT, SUBJECT, "三楼东侧灯未修"));
    Contracts.hold(
        EventCatalog.of("duty", List.of(PresenceEvent.class)),
        List.of(
            new PresenceEvent.PresenceExpected(
                new DutyPlan(
                    shift,
                    "AQBW",
                    SUBJECT,
                    "吕*",
                    AT.minusSeconds(3600),
                    AT,
                    AT.plusSeconds(43_200),
                    AT.plusSeconds(600),
                    AT.plusSeconds(1200),
                    AT.plusSeconds(50_400),
                    2)),
            new PresenceEvent.DutyWithdrawn(shift, "AQBW", AT),
            new PresenceEvent.DutyCheckedIn(
                shift, "AQBW", SUBJECT, AT, false, AT.plusSeconds(43_200)),
            new PresenceEvent.DutyCheckInMissed(shift, "AQBW", SUBJECT, "吕建国", 1),
            new PresenceEvent.DutyCheckedOut(
                shift, "AQBW", SUBJECT, AT.plusSeconds(43_200), PresenceEvent.Leaving.HANDED_OVER),
            new PresenceEvent.HandoverPrepared(
                shift, "AQBW", SUBJECT, next, matters, AT.plusSeconds(43_000)),
            new PresenceEvent.HandoverSigned(
                shift, "AQBW", SUBJECT, next, OTHER, matters, AT.plusSeconds(43_100)),
            new PresenceEvent.MattersCarried(next, "AQBW", shift, matters),
            new PresenceEvent.MatterSettled(next, "AQBW", VISIT, AT.plusSeconds(50_000)),
            new PresenceEvent.ProbePlanned(shift, "p1", AT.plusSeconds(5000), AT.plusSeconds(5600)),
            new PresenceEvent.ProbeSent(shift, "AQBW", SUBJECT, "p1", AT.plusSeconds(5600)),
            new PresenceEvent.ProbeAnswered(shift, "AQBW", SUBJECT, "p1", AT.plusSeconds(5100)),
            new PresenceEvent.ProbeMissed(shift, "AQBW", SUBJECT, "吕建国", "p1", 1),
            new PresenceEvent.PostAbandonmentSuspected(
                shift,
                "AQBW",
                SUBJECT,
                "吕建国",
                PresenceEvent.Evidence.PROBES_UNANSWERED,
                AT.plusSeconds(60),
                2),
            new PresenceEvent.DutyPostEmpty(shift, "AQBW", AT.plusSeconds(1200))));
  }

  @Test
  void every_event_of_an_anomaly_is_stored_and_published_as_it_was_agreed() {
    Contracts.hold(
        EventCatalog.of("duty", List.of(AnomalyEvent.class)),
        List.of(
            new AnomalyEvent.AnomalyLogged(
                VISIT,
                "AQBW",
                AnomalyKind.FACILITY,
                "地下车库",
                SUBJECT,
                "消防水管漏水",
                AT,
                AT.plusSeconds(7200),
                AT.plusSeconds(1800),
                false),
            new AnomalyEvent.AnomalyHandled(
                VISIT, "AQBW", SUBJECT, "已关阀并报修", AT.plusSeconds(600), false),
            new AnomalyEvent.AnomalyReportedUp(
                VISIT, "AQBW", AnomalyKind.FACILITY, AT.plusSeconds(900), false),
            new AnomalyEvent.AnomalyCorrected(VISIT, "AQBW", SUBJECT, "喷淋管漏水", "写错设备"),
            new AnomalyEvent.AnomalyHandlingOverdue(VISIT, "AQBW", AT.plusSeconds(7200)),
            new AnomalyEvent.AnomalyReportOverdue(VISIT, "AQBW", AT.plusSeconds(1800))));
  }

  @Test
  void every_event_of_reachability_is_stored_and_published_as_it_was_agreed() {
    Contracts.hold(
        EventCatalog.of(
            "duty", List.of(DrillEvent.class, DrillSchedule.Event.class, Reachability.Event.class)),
        List.of(
            new DrillEvent.DrillStarted(
                VISIT,
                List.of("BGS"),
                List.of(new Mobile(SUBJECT, "AQBW", "吕建国")),
                ScheduleKind.MOBILES,
                AT,
                AT.plusSeconds(600)),
            new DrillScheduleBegan(AT.minusSeconds(7200)),
            new DrillScheduleChecked(LocalDate.parse("2022-11-03"), AT.plusSeconds(36_000)),
            new ScheduledDrillPlanned(ScheduleKind.MOBILES, VISIT, AT),
            new ScheduledDrillDue(ScheduleKind.MOBILES, VISIT, LocalDate.parse("2022-11-03"), AT),
            new ScheduledDrillPassedOver(ScheduleKind.LINES, OTHER_VISIT, AT),
            new DrillEvent.DutyLineProbed(
                VISIT,
                "BGS",
                Outcome.NO_ANSWER,
                DrillCommand.Manner.CLERK,
                AT.plusSeconds(60),
                false,
                false),
            new DrillEvent.MobileProbed(
                VISIT,
                "AQBW",
                SUBJECT,
                Outcome.SWITCHED_OFF,
                DrillCommand.Manner.CLERK,
                AT.plusSeconds(90),
                false,
                false),
            new DrillEvent.DutyLineUnreachable(
                VISIT, "BGS", Outcome.NO_ANSWER, AT.plusSeconds(600)),
            new DrillEvent.DrillMissed(
                VISIT, "AQBW", SUBJECT, "吕建国", Outcome.SWITCHED_OFF, AT.plusSeconds(600)),
            new DrillEvent.DrillExcused(
                VISIT, "AQBW", SUBJECT, OTHER, DrillCommand.Reason.NO_SIGNAL, "在电梯内"),
            new DrillEvent.DrillJudged(VISIT, AT.plusSeconds(600), 0, 0, 2),
            new NoAnswerRecorded(SUBJECT, "AQBW", VISIT, AT.plusSeconds(600)),
            new NoAnswerExcused(SUBJECT, "AQBW", VISIT),
            new RepeatedNoAnswerFound(
                SUBJECT, "AQBW", "吕建国", 2, AT.minusSeconds(86_400), AT.plusSeconds(600))));
  }

  @Test
  void what_is_said_of_peoples_data_is_stored_and_published_as_it_was_agreed() {
    ForgettingExamples.hold("duty");
  }
}
