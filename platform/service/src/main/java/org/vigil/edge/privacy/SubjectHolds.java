package org.vigil.edge.privacy;

import io.agroal.api.AgroalDataSource;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.vigil.edge.Answers;
import org.vigil.edge.Caller;
import org.vigil.edge.Commands;
import org.vigil.edge.Mechanism;
import org.vigil.edge.Page;
import org.vigil.edge.Problem;
import org.vigil.edge.Roles;
import org.vigil.edge.SubjectIds;
import org.vigil.edge.Views;
import org.vigil.eventsourcing.Outcome.Done;
import org.vigil.eventsourcing.runtime.EventSourcing;
import org.vigil.eventsourcing.store.StoreUnavailable;
import org.vigil.eventsourcing.subject.SubjectDataCommand.HoldSubject;
import org.vigil.eventsourcing.subject.SubjectDataCommand.ReleaseHold;
import org.vigil.eventsourcing.subject.SubjectDataCommand.Releaser;
import org.vigil.eventsourcing.subject.SubjectDataEvent;
import org.vigil.eventsourcing.subject.SubjectDataEvent.HoldReason;
import org.vigil.eventsourcing.subject.SubjectDataEvent.SubjectHeld;
import org.vigil.eventsourcing.subject.VaultView;

/** Cases that hold a person's data, so that it is not erased. */
@Path("/api/v1/subject-holds")
@Tag(name = "personal-data", description = "个人信息 / Personal data")
@RunOnVirtualThread
public class SubjectHolds {

  /** The pseudonym stands in front, so that a release finds its stream without a view. */
  private static final String ID = "[0-9a-f]{32}\\.[0-9a-f-]{36}";

  /** Between the hold and the person in the place where a page ends: a case holds many people. */
  private static final String AND = "_";

  private final Commands commands;
  private final Caller caller;
  private final Views views;
  private final SubjectIds ids;
  private final InstantSource clock;
  private final AgroalDataSource dataSource;
  private final EventSourcing eventSourcing;

  @Inject
  SubjectHolds(
      Commands commands,
      Caller caller,
      Views views,
      SubjectIds ids,
      InstantSource clock,
      AgroalDataSource dataSource,
      Mechanism mechanism) {
    this.commands = commands;
    this.caller = caller;
    this.views = views;
    this.ids = ids;
    this.clock = clock;
    this.dataSource = dataSource;
    this.eventSourcing = mechanism.eventSourcing();
  }

  /** Whose data a case needs. */
  public record Hold(
      @NotNull @Valid WhoBody person,
      @NotNull HoldReason reason,
      @Schema(description = "案件编号，不得含个人信息 / The case's number", examples = "CASE-2022-017")
          @NotBlank
          @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9-]{0,59}")
          String reference) {}

  /**
   * A hold that was placed.
   *
   * @param phoneHoldId the hold of what is kept under the phone, where both numbers are given; it
   *     is released by itself
   */
  @Schema(name = "SubjectHoldReceipt")
  public record Held(String holdId, String subjectId, @Nullable String phoneHoldId) {}

  /** A hold as it stands. */
  @Schema(name = "SubjectHold")
  public record Item(
      String holdId,
      String subjectId,
      String reason,
      String reference,
      String heldBy,
      Instant heldAt) {}

  @POST
  @RolesAllowed({Roles.OFFICE, Roles.LEADER})
  @Operation(
      summary = "因案件保留个人信息，解除前各服务均不删除 / Hold a person's data for a case, in all services",
      description =
          "同时填写工号与手机号的，两个代号各设一项保留，分别解除。 / Who is named by both numbers is held under both, and each"
              + " hold is released by itself.")
  @APIResponse(
      responseCode = "201",
      description = "已保留 / Held",
      content =
          @Content(mediaType = "application/json", schema = @Schema(implementation = Held.class)))
  public RestResponse<Held> hold(Hold body) {
    String subject = body.person().subjectId(ids);
    String phoneHold =
        body.person()
            .phoneSubjectId(ids)
            .map(phone -> commands.handleToo(eventSourcing.subjects(), phone, command(phone, body)))
            .map(SubjectHolds::id)
            .orElse(null);
    Done<SubjectDataEvent> done =
        commands.handle(eventSourcing.subjects(), subject, command(subject, body));
    String id = id(done);
    return Answers.created("/api/v1/subject-holds/" + id, done, new Held(id, subject, phoneHold));
  }

  private HoldSubject command(String subject, Hold body) {
    return new HoldSubject(
        subject,
        subject + "." + UUID.randomUUID(),
        body.reason(),
        body.reference(),
        caller.client(),
        eventSourcing.catalog().source());
  }

  private static String id(Done<SubjectDataEvent> done) {
    return ((SubjectHeld) done.events().getFirst().event()).holdId();
  }

  @POST
  @Path("{id}/releases")
  @RolesAllowed({Roles.OFFICE, Roles.LEADER})
  @Operation(
      summary = "解除保留 / Release a hold",
      description =
          "案件设立的保留随案件了结解除，不能手工解除；人工设立的由设立者或领导解除。 / What a case has placed ends with the case and"
              + " not by hand; what people have placed is released by who placed it or by a"
              + " leader.")
  @APIResponse(responseCode = "204", description = "已解除 / Released")
  public RestResponse<Void> release(@PathParam("id") String id) {
    if (!id.matches(ID)) {
      throw Problem.notFound();
    }
    ReleaseHold command =
        new ReleaseHold(
            id,
            caller.has(Roles.LEADER) ? Releaser.LEADER : Releaser.CLIENT,
            caller.client(),
            eventSourcing.catalog().source(),
            clock.instant());
    String subject = id.substring(0, id.indexOf('.'));
    return Answers.noContent(commands.handle(eventSourcing.subjects(), subject, command));
  }

  @GET
  @RolesAllowed({Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(summary = "现有保留 / The holds in place")
  public Page<Item> holds(
      @QueryParam("limit") @DefaultValue("50") int limit,
      @QueryParam("after") @Nullable String after) {
    views.await(VaultView.NAME);
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "select hold_id, subject_id, reason, reference, held_by, held_at"
                    + " from vault.held_subject where (hold_id, subject_id) > (?, ?)"
                    + " order by hold_id, subject_id limit ?")) {
      String[] last = (after == null ? "" : after).split(AND, 2);
      select.setString(1, last[0]);
      select.setString(2, last.length == 1 ? "" : last[1]);
      select.setInt(3, Page.rows(limit));
      try (ResultSet row = select.executeQuery()) {
        List<Item> items = new ArrayList<>();
        while (row.next()) {
          items.add(
              new Item(
                  row.getString(1),
                  row.getString(2),
                  row.getString(3),
                  row.getString(4),
                  row.getString(5),
                  row.getObject(6, OffsetDateTime.class).toInstant()));
        }
        return Page.of(items, limit, item -> item, item -> item.holdId() + AND + item.subjectId());
      }
    } catch (SQLException e) {
      throw new StoreUnavailable(e);
    }
  }
}
