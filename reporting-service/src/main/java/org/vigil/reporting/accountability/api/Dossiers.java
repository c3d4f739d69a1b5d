package org.vigil.reporting.accountability.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.vigil.edge.AsOfQuery;
import org.vigil.edge.Past;
import org.vigil.edge.Problem;
import org.vigil.edge.Roles;
import org.vigil.edge.Views;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.past.Moment;
import org.vigil.reporting.accountability.domain.CaseDecider;
import org.vigil.reporting.accountability.domain.CaseEvent;
import org.vigil.reporting.accountability.domain.Evidence;
import org.vigil.reporting.obligation.api.Replay;
import org.vigil.reporting.obligation.api.ReplayAnswer;
import org.vigil.reporting.obligation.domain.Obligation;
import org.vigil.reporting.obligation.view.BreachView;

/** 案卷: a case as of an instant, for people and for the file. */
@Path("/api/v1/accountability-cases/{id}")
@Tag(name = "accountability")
@RolesAllowed({Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
@RunOnVirtualThread
public class Dossiers {

  private static final String ID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

  private final Past past;
  private final Views views;
  private final Replay replay;
  private final EvidenceFinder finder;
  private final InstantSource clock;
  private final ZoneId zone;

  @Inject
  Dossiers(
      Past past,
      Views views,
      Replay replay,
      EvidenceFinder finder,
      InstantSource clock,
      ZoneId zone) {
    this.past = past;
    this.views = views;
    this.replay = replay;
    this.finder = finder;
    this.clock = clock;
    this.zone = zone;
  }

  @GET
  @Path("dossier")
  @Operation(
      summary = "案卷，可查询过去（asOf） / The dossier, now or as of an instant",
      description =
          "责任人、各级何时知悉、如何处置、证据及包含证明。姓名脱敏；查看姓名另行记录。 / Masked; names are shown by a"
              + " recorded reveal.")
  public Dossier dossier(@PathParam("id") String id, @BeanParam AsOfQuery query) {
    Moment moment = past.moment(query);
    List<Recorded<CaseEvent>> events =
        id.matches(ID) ? past.known(CaseDecider.CATEGORY, id, moment) : List.of();
    if (events.isEmpty()) {
      throw Problem.notFound();
    }
    views.await(BreachView.NAME);
    Instant asOf = moment.asOf() == null ? clock.instant() : moment.asOf();
    CaseStory story = CaseStory.of(id, events);
    Obligation obligation = Obligation.of(story.obligation()).orElseThrow(Problem::notFound);
    ReplayAnswer told =
        replay.ofEvents(story.arisenAt(), asOf, obligation, story.department(), story.evidence());
    return new Dossier(asOf, story, told, proofs(story, events));
  }

  private List<Dossier.Proof> proofs(CaseStory story, List<Recorded<CaseEvent>> events) {
    List<Dossier.Proof> proofs = new ArrayList<>();
    for (Evidence one : story.sealed()) {
      finder
          .proof(one.eventId())
          .ifPresent(
              proof ->
                  proofs.add(
                      new Dossier.Proof(
                          one.eventId(),
                          one.type(),
                          true,
                          EvidenceFinder.digest(proof.text()).equals(one.proofDigest()),
                          proof.text())));
    }
    for (Recorded<CaseEvent> event : events) {
      finder
          .proof(event.id().toString())
          .ifPresent(
              proof ->
                  proofs.add(
                      new Dossier.Proof(
                          event.id().toString(),
                          "vigil." + event.source() + "." + proof.type(),
                          false,
                          false,
                          proof.text())));
    }
    return proofs;
  }

  @GET
  @Path("dossier.pdf")
  @Produces("application/pdf")
  @Operation(summary = "案卷（PDF），包含证明为附件 / The dossier as a PDF; the proofs are attached files")
  @APIResponse(responseCode = "200", description = "PDF")
  public RestResponse<byte[]> pdf(@PathParam("id") String id, @BeanParam AsOfQuery query) {
    return ResponseBuilder.ok(new DossierPdf(zone).of(dossier(id, query)))
        .header("Content-Disposition", "attachment; filename=\"dossier-" + id + ".pdf\"")
        .build();
  }
}
