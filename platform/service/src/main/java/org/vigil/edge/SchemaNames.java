package org.vigil.edge;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.vigil.eventsourcing.lease.Leases;
import org.vigil.eventsourcing.projection.Difference;
import org.vigil.eventsourcing.projection.Rebuild;
import org.vigil.eventsourcing.seal.Verification;

/**
 * Names that types of the mechanism have in the OpenAPI document, where their own say too little.
 *
 * <p>The mechanism and the domains know of no OpenAPI, so the name stands beside the type instead
 * of on it; {@link OpenApiDocument} sees a schema that only refers to another one, and gives the
 * other one its name.
 */
interface SchemaNames {

  @Schema(implementation = Difference.Kind.class)
  interface DifferenceKind {}

  @Schema(implementation = Leases.Held.class)
  interface HeldLease {}

  @Schema(implementation = Verification.Verdict.class)
  interface LogVerdict {}

  @Schema(implementation = Rebuild.State.class)
  interface RebuildState {}
}
