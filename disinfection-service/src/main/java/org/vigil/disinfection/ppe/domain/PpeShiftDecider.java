package org.vigil.disinfection.ppe.domain;

import static org.vigil.eventsourcing.Decision.accept;
import static org.vigil.eventsourcing.Decision.acceptAll;
import static org.vigil.eventsourcing.Decision.refuse;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vigil.disinfection.ppe.domain.PpeShift.Check;
import org.vigil.disinfection.ppe.domain.PpeShift.Judged;
import org.vigil.disinfection.ppe.domain.PpeShift.NotOpen;
import org.vigil.disinfection.ppe.domain.PpeShift.Open;
import org.vigil.disinfection.ppe.domain.PpeShift.Sheet;
import org.vigil.disinfection.ppe.domain.PpeShiftCommand.CorrectCheck;
import org.vigil.disinfection.ppe.domain.PpeShiftCommand.ExpectChecks;
import org.vigil.disinfection.ppe.domain.PpeShiftCommand.LetTimePass;
import org.vigil.disinfection.ppe.domain.PpeShiftCommand.RecordAbsence;
import org.vigil.disinfection.ppe.domain.PpeShiftCommand.RecordCheck;
import org.vigil.disinfection.ppe.domain.PpeShiftCommand.VoidCheck;
import org.vigil.disinfection.ppe.domain.PpeShiftEvent.PpeAbsenceRecorded;
import org.vigil.disinfection.ppe.domain.PpeShiftEvent.PpeCheckCorrected;
import org.vigil.disinfection.ppe.domain.PpeShiftEvent.PpeCheckVoided;
import org.vigil.disinfection.ppe.domain.PpeShiftEvent.PpeChecked;
import org.vigil.disinfection.ppe.domain.PpeShiftEvent.PpeChecksCompleted;
import org.vigil.disinfection.ppe.domain.PpeShiftEvent.PpeChecksExpected;
import org.vigil.disinfection.ppe.domain.PpeShiftEvent.PpeChecksMissed;
import org.vigil.disinfection.ppe.domain.PpeShiftEvent.ShiftOf;
import org.vigil.disinfection.ppe.domain.ServiceUnit.Shift;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.DeadlineRule.Change;
import org.vigil.eventsourcing.DeadlineRule.Change.Schedule;
import org.vigil.eventsourcing.Decider;
import org.vigil.eventsourcing.Decision;

/**
 * The rules of the checks of a shift (3.8-c, 3.11-c). A check that is written down after it was due
 * counts as one and is late; that it had been missing stays found.
 */
public final class PpeShiftDecider implements Decider<PpeShiftCommand, PpeShift, PpeShiftEvent> {

  static final String DUE = "checks-due";

  /** Many times what a shift has people. */
  static final int MAX_CHECKS = 300;

  public static final Category<PpeShiftCommand, PpeShift, PpeShiftEvent> CATEGORY =
      new Category<>(
          "ppe-shift",
          new PpeShiftDecider(),
          PpeShiftEvent.class,
          PpeShiftDecider::deadlines,
          (_, dueAt) -> new LetTimePass(dueAt));

  private static List<Change> deadlines(PpeShiftEvent event) {
    return switch (event) {
      case PpeChecksExpected(_, var dueAt) -> List.of(new Schedule(DUE, dueAt));
      case PpeChecked _,
          PpeCheckCorrected _,
          PpeCheckVoided _,
          PpeAbsenceRecorded _,
          PpeChecksCompleted _,
          PpeChecksMissed _ ->
          List.of();
    };
  }

  @Override
  public PpeShift initialState() {
    return new NotOpen();
  }

  @Override
  public Decision<PpeShiftEvent> decide(PpeShiftCommand command, PpeShift state) {
    return switch (state) {
      case NotOpen _ ->
          switch (command) {
            case ExpectChecks(var shift, var dueAt) -> accept(new PpeChecksExpected(shift, dueAt));
            case RecordCheck _, CorrectCheck _, VoidCheck _, RecordAbsence _ ->
                refuse(PpeRefusal.NO_SUCH_SHIFT);
            case LetTimePass _ -> accept();
          };
      case Open(var sheet) ->
          switch (command) {
            case ExpectChecks _ -> accept();
            case RecordCheck check when check.now().isAfter(sheet.dueAt()) ->
                record(check, sheet, verdict(sheet));
            case RecordCheck check -> record(check, sheet, null);
            case CorrectCheck correct -> correct(correct, sheet);
            case VoidCheck voiding -> voidCheck(voiding, sheet, null);
            case RecordAbsence absence when absence.now().isAfter(sheet.dueAt()) ->
                refuse(PpeRefusal.SHIFT_IS_JUDGED);
            case RecordAbsence absence -> absent(absence, sheet);
            case LetTimePass(var dueAt) ->
                dueAt.isBefore(sheet.dueAt()) ? accept() : accept(verdict(sheet));
          };
      case Judged(var sheet, var missed) ->
          switch (command) {
            case ExpectChecks _, LetTimePass _ -> accept();
            case RecordCheck check -> record(check, sheet, null);
            case CorrectCheck correct -> correct(correct, sheet);
            case VoidCheck voiding -> voidCheck(voiding, sheet, missed);
            case RecordAbsence _ -> refuse(PpeRefusal.SHIFT_IS_JUDGED);
          };
    };
  }

  /**
   * @param verdict what falls due before the check is written down; null for nothing
   */
  private static Decision<PpeShiftEvent> record(
      RecordCheck it, Sheet sheet, @Nullable PpeShiftEvent verdict) {
    Worker person = sheet.person(it.subjectId()).orElse(null);
    if (person == null) {
      return refuse(PpeRefusal.NOT_ON_SHIFT);
    }
    if (it.by().subjectId().equals(it.subjectId())) {
      return refuse(PpeRefusal.CHECKS_THEMSELVES);
    }
    if (sheet.of(it.subjectId()).isPresent()) {
      return refuse(PpeRefusal.ALREADY_CHECKED);
    }
    if (it.checkedAt().isBefore(sheet.shift().opensAt())) {
      return refuse(PpeRefusal.CHECK_BEFORE_SHIFT);
    }
    if (sheet.checks().size() >= MAX_CHECKS) {
      return refuse(PpeRefusal.TOO_MANY_CHECKS);
    }
    PpeShiftEvent checked =
        new PpeChecked(
            it.checkId(),
            of(sheet),
            person.subjectId(),
            person.name(),
            person.staffNo(),
            it.by(),
            it.findings(),
            it.findings().allRight(),
            it.checkedAt(),
            it.now().isAfter(sheet.dueAt()));
    return verdict == null ? accept(checked) : accept(verdict, checked);
  }

  private static Decision<PpeShiftEvent> correct(CorrectCheck it, Sheet sheet) {
    Check check = sheet.valid(it.checkId()).orElse(null);
    if (check == null) {
      return refuse(PpeRefusal.NO_SUCH_CHECK);
    }
    return it.by().subjectId().equals(check.subjectId())
        ? refuse(PpeRefusal.CHECKS_THEMSELVES)
        : accept(
            new PpeCheckCorrected(
                check.checkId(),
                of(sheet),
                check.subjectId(),
                it.by(),
                it.findings(),
                it.findings().allRight(),
                it.reason()));
  }

  /**
   * Without it somebody may turn out not to have been looked at.
   *
   * @param missed who was found missing by the verdict; null before it
   */
  private static Decision<PpeShiftEvent> voidCheck(
      VoidCheck it, Sheet sheet, @Nullable List<String> missed) {
    Check check = sheet.valid(it.checkId()).orElse(null);
    if (check == null) {
      return refuse(PpeRefusal.NO_SUCH_CHECK);
    }
    List<PpeShiftEvent> events = new ArrayList<>();
    events.add(
        new PpeCheckVoided(check.checkId(), of(sheet), check.subjectId(), it.by(), it.reason()));
    if (missed != null && !missed.contains(check.subjectId())) {
      events.add(missed(sheet, List.of(check.subjectId())));
    }
    return acceptAll(events);
  }

  private static Decision<PpeShiftEvent> absent(RecordAbsence it, Sheet sheet) {
    if (sheet.person(it.subjectId()).isEmpty()) {
      return refuse(PpeRefusal.NOT_ON_SHIFT);
    }
    if (it.saidBy().subjectId().equals(it.subjectId())) {
      return refuse(PpeRefusal.CHECKS_THEMSELVES);
    }
    if (sheet.of(it.subjectId()).isPresent()) {
      return refuse(PpeRefusal.ALREADY_CHECKED);
    }
    Worker standIn = it.standIn();
    if (standIn != null && sheet.person(standIn.subjectId()).isPresent()) {
      return refuse(PpeRefusal.ALREADY_ON_SHIFT);
    }
    return accept(
        new PpeAbsenceRecorded(of(sheet), it.subjectId(), it.reason(), standIn, it.saidBy()));
  }

  private static PpeShiftEvent verdict(Sheet sheet) {
    List<String> unchecked = sheet.unchecked();
    return unchecked.isEmpty()
        ? new PpeChecksCompleted(of(sheet), sheet.people().size())
        : missed(sheet, unchecked);
  }

  private static PpeShiftEvent missed(Sheet sheet, List<String> who) {
    Shift it = sheet.shift();
    return new PpeChecksMissed(
        it.unit(), it.kind(), it.department(), it.day(), it.shift(), sheet.people().size(), who);
  }

  private static ShiftOf of(Sheet sheet) {
    Shift it = sheet.shift();
    return new ShiftOf(it.unit(), it.kind(), it.department(), it.day(), it.shift());
  }

  @Override
  public PpeShift evolve(PpeShift state, PpeShiftEvent event) {
    return switch (event) {
      case PpeChecksExpected(var shift, var dueAt) ->
          new Open(new Sheet(shift, dueAt, shift.people(), List.of()));
      case PpeChecked it ->
          with(
              state,
              sheet ->
                  sheet.plus(
                      new Check(
                          it.checkId(),
                          it.subjectId(),
                          it.by(),
                          it.findings(),
                          it.checkedAt(),
                          it.late(),
                          false,
                          false)));
      case PpeCheckCorrected it ->
          with(
              state,
              sheet -> sheet.with(it.checkId(), check -> check.corrected(it.findings(), it.by())));
      case PpeCheckVoided it -> with(state, sheet -> sheet.with(it.checkId(), Check::gone));
      case PpeAbsenceRecorded it ->
          with(
              state,
              sheet -> sheet.without(it.subjectId(), Stream.ofNullable(it.standIn()).toList()));
      case PpeChecksCompleted _ -> judged(state, List.of());
      case PpeChecksMissed it -> judged(state, it.missed());
    };
  }

  private static PpeShift with(PpeShift state, UnaryOperator<Sheet> change) {
    return switch (state) {
      case NotOpen _ -> state;
      case Open(var sheet) -> new Open(change.apply(sheet));
      case Judged(var sheet, var missed) -> new Judged(change.apply(sheet), missed);
    };
  }

  private static PpeShift judged(PpeShift state, List<String> who) {
    return switch (state) {
      case NotOpen _ -> state;
      case Open(var sheet) -> new Judged(sheet, who);
      case Judged(var sheet, var missed) ->
          new Judged(sheet, Stream.concat(missed.stream(), who.stream()).toList());
    };
  }
}
