package org.vigil.reporting.wiring;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vigil.reporting.escalation.domain.SignalKind;
import org.vigil.reporting.escalation.domain.Subject;
import org.vigil.reporting.escalation.policy.WhenSignalArrivesEscalate.Signal;
import org.vigil.reporting.intake.AttendeeMaskMissing;
import org.vigil.reporting.intake.AttendeesMeasuredLate;
import org.vigil.reporting.intake.AttendeesNotAllMeasured;
import org.vigil.reporting.intake.MeetingRoomTurnRoundOverdue;
import org.vigil.reporting.intake.UnapprovedMeetingDetected;

/** What meetings tell the leading group; all of a kind at one meeting are one matter. */
final class MeetingSignals {

  static final Set<Class<?>> READS =
      Set.of(
          UnapprovedMeetingDetected.class,
          MeetingRoomTurnRoundOverdue.class,
          AttendeesNotAllMeasured.class,
          AttendeeMaskMissing.class);

  static final Set<Class<?>> CORRECTING = Set.of(AttendeesMeasuredLate.class);

  private static final String CUPWARE = "CUPWARE";

  private MeetingSignals() {}

  static Optional<Signal> of(Object event) {
    return switch (event) {
      case UnapprovedMeetingDetected(var meeting, var department) ->
          signal(SignalKind.MEETING_UNAPPROVED, department, meeting);
      case MeetingRoomTurnRoundOverdue(var meeting, var department, var missing) ->
          signal(
              missing.equals(CUPWARE)
                  ? SignalKind.MEETING_CUPWARE_NOT_CLEANED
                  : SignalKind.MEETING_ROOM_NOT_DISINFECTED,
              department,
              meeting);
      case AttendeesNotAllMeasured(var meeting, var department) ->
          signal(SignalKind.MEETING_NOT_ALL_MEASURED, department, meeting);
      case AttendeeMaskMissing(var meeting, var department) ->
          signal(SignalKind.MEETING_MASK_MISSING, department, meeting);
      default -> Optional.empty();
    };
  }

  /** What was written down afterwards is told; that it was missing then stays a breach. */
  static List<Signal> correctedBy(Object event) {
    return event instanceof AttendeesMeasuredLate(var meeting, var department)
        ? signal(SignalKind.MEETING_NOT_ALL_MEASURED, department, meeting).stream().toList()
        : List.of();
  }

  private static Optional<Signal> signal(SignalKind kind, String department, String meeting) {
    return Optional.of(
        new Signal(kind, department, new Subject("meeting", meeting, null, null), ""));
  }
}
