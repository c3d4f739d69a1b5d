package org.vigil.disinfection.wiring;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.vigil.disinfection.meeting.domain.AttendanceCommand;
import org.vigil.disinfection.meeting.domain.MeetingRoomCommand;
import org.vigil.disinfection.ppe.domain.PpeShiftCommand;
import org.vigil.disinfection.ppe.domain.UnitKind;
import org.vigil.disinfection.round.domain.ZoneCommand;

/** Names that types of the domain have in the OpenAPI document, where their own say too little. */
interface SchemaNames {

  @Schema(implementation = ZoneCommand.Kind.class)
  interface ZoneKind {}

  @Schema(implementation = MeetingRoomCommand.RejectionReason.class)
  interface MeetingRejectionReason {}

  @Schema(implementation = MeetingRoomCommand.Cupware.class)
  interface MeetingCupware {}

  @Schema(implementation = MeetingRoomCommand.VoidReason.class)
  interface PostMeetingDisinfectionVoidReason {}

  @Schema(implementation = UnitKind.class)
  interface ServiceUnitKind {}

  @Schema(implementation = PpeShiftCommand.AbsenceReason.class)
  interface PpeAbsenceReason {}

  @Schema(implementation = PpeShiftCommand.VoidReason.class)
  interface PpeCheckVoidReason {}

  @Schema(implementation = MeetingRoomCommand.MomentReason.class)
  interface MeetingMomentReason {}

  @Schema(implementation = AttendanceCommand.CorrectionReason.class)
  interface MeetingReadingCorrectionReason {}
}
