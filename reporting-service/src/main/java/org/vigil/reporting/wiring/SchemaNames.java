package org.vigil.reporting.wiring;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.vigil.reporting.accountability.domain.Finding;
import org.vigil.reporting.escalation.domain.Level;
import org.vigil.reporting.exposure.domain.HealthObservation;
import org.vigil.reporting.health.domain.HealthRecord;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup;
import org.vigil.reporting.liaison.domain.HealthLiaison;
import org.vigil.reporting.notice.domain.Directive;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent;
import org.vigil.reporting.person.domain.Channel;
import org.vigil.reporting.riskarea.domain.RiskArea;

/** Names that types of the domain have in the OpenAPI document, where their own say too little. */
interface SchemaNames {

  @Schema(implementation = Finding.class)
  interface AccountabilityFinding {}

  @Schema(implementation = Level.class)
  interface EscalationLevel {}

  @Schema(implementation = HealthRecord.State.class)
  interface HealthState {}

  @Schema(implementation = HealthLiaison.Channel.class)
  interface LiaisonChannel {}

  @Schema(implementation = Directive.Channel.class)
  interface NoticeChannel {}

  @Schema(implementation = HealthObservation.Finding.class)
  interface ObservationFinding {}

  @Schema(implementation = OutbreakCaseEvent.Result.class)
  interface OutbreakCaseResult {}

  @Schema(implementation = Channel.class)
  interface ReportChannel {}

  @Schema(implementation = RiskArea.Level.class)
  interface RiskLevel {}

  @Schema(implementation = LeadingGroup.StandIn.class)
  interface StandInShown {}
}
