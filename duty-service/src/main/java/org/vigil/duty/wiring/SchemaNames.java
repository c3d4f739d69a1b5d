package org.vigil.duty.wiring;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.vigil.duty.reachability.domain.DrillCommand;
import org.vigil.duty.roster.domain.Conflict;
import org.vigil.duty.roster.domain.DutyFeed;

/** Names that types of the domain have in the OpenAPI document, where their own say too little. */
interface SchemaNames {

  @Schema(implementation = Conflict.Kind.class)
  interface ConflictKind {}

  @Schema(implementation = DrillCommand.Reason.class)
  interface DrillExcuseReason {}

  @Schema(implementation = DutyFeed.Kind.class)
  interface DutyFeedKind {}
}
