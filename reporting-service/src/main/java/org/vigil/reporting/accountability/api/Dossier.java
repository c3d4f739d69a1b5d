package org.vigil.reporting.accountability.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.vigil.reporting.obligation.api.ReplayAnswer;

/**
 * A case as of an instant with all that belongs to it: who was responsible when it arose, what each
 * level knew and when, what was done, and proofs that this is what the log says.
 *
 * @param asOf what had been recorded by then
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Dossier")
record Dossier(
    Instant asOf,
    CaseStory story,
    @Schema(description = "责任人与各级知悉情况 / Who was responsible, and what each level knew")
        ReplayAnswer replay,
    @Schema(description = "本服务事件的包含证明 / Inclusion proofs of the service's own events")
        List<Proof> proofs) {

  /**
   * The proof that an event is under a seal.
   *
   * @param evidence whether it is a piece of evidence, else a step of the case
   * @param sameAsSealed whether it is the proof that was fixed with the evidence
   * @param text what {@code deploy/verify/CheckInclusion.java} checks offline
   */
  @Schema(name = "DossierProof")
  record Proof(String eventId, String type, boolean evidence, boolean sameAsSealed, String text) {}
}
