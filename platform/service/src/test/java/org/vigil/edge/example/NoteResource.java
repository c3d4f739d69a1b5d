package org.vigil.edge.example;

import io.agroal.api.AgroalDataSource;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.vigil.edge.Answers;
import org.vigil.edge.AsOfQuery;
import org.vigil.edge.Caller;
import org.vigil.edge.Commands;
import org.vigil.edge.Past;
import org.vigil.edge.PastQuery;
import org.vigil.edge.Problem;
import org.vigil.edge.Roles;
import org.vigil.edge.SubjectIds;
import org.vigil.edge.Views;
import org.vigil.eventsourcing.past.Hindsight;
import org.vigil.eventsourcing.past.Moment;

/** Notes over HTTP. */
@Path("/api/v1/notes")
@Tag(name = "notes", description = "便条 / Notes")
@RunOnVirtualThread
public class NoteResource {

  @Inject Commands commands;
  @Inject Caller caller;
  @Inject Views views;
  @Inject Past past;
  @Inject SubjectIds subjectIds;
  @Inject AgroalDataSource dataSource;

  /** What a caller sends. */
  public record NoteBody(
      @NotNull @Pattern(regexp = "[A-Z]{2,8}") String department,
      @NotNull @Valid PersonBody person,
      @NotNull @Min(1) @Max(5) Integer urgency,
      @Nullable Instant seenAt,
      @Nullable Colour colour,
      @Nullable @Size(max = 3) List<@NotNull @Valid PersonBody> witnesses) {}

  /** Whom it is about. */
  public record PersonBody(@NotBlank @Size(max = 40) String name, @NotBlank String staffNo) {}

  /** Which one it is. */
  public record Opened(String id) {}

  /** Of the paper. */
  public enum Colour {
    WHITE,
    YELLOW
  }

  @POST
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(summary = "记一条 / Open a note")
  @APIResponse(
      responseCode = "201",
      description = "已记 / Opened",
      content =
          @Content(mediaType = "application/json", schema = @Schema(implementation = Opened.class)))
  public RestResponse<Opened> open(NoteBody body) {
    caller.mustActFor(body.department());
    String id = UUID.randomUUID().toString();
    String subject = subjectIds.of(null, body.person().staffNo());
    var command =
        new Note.Command.OpenNote(body.department(), subject, body.person().name(), body.urgency());
    var done = commands.handle(Note.CATEGORY, id, command);
    String key = done.stream().key();
    return Answers.created("/api/v1/notes/" + key, done, new Opened(key));
  }

  @POST
  @Path("bulk")
  @RolesAllowed(Roles.OFFICE)
  @Operation(summary = "数一数 / Count many")
  public Map<String, Integer> bulk(List<String> body) {
    return Map.of("count", body.size());
  }

  @POST
  @Path("{id}/closings")
  @RolesAllowed(Roles.OFFICE)
  @Operation(summary = "结束 / Close a note")
  @APIResponse(responseCode = "204", description = "已结束 / Closed")
  public RestResponse<Void> close(@PathParam("id") String id) {
    mustExist(id);
    return Answers.noContent(commands.handle(Note.CATEGORY, id, new Note.Command.CloseNote()));
  }

  /** What it is needed for. */
  public record RevealBody(@NotBlank @Size(max = 200) String purpose) {}

  @POST
  @Path("{id}/reveals")
  @RolesAllowed(Roles.OFFICE)
  @Operation(summary = "看是谁 / See whom it is about")
  public RestResponse<Map<String, String>> reveal(@PathParam("id") String id, RevealBody body) {
    mustExist(id);
    var done = commands.handle(Note.CATEGORY, id, new Note.Command.RevealNote(body.purpose()));
    Note state = commands.load(Note.CATEGORY, id).state();
    return Answers.ok(
        done, state instanceof Note.Open open ? Map.of("name", open.name()) : Map.of());
  }

  @PUT
  @Path("{id}")
  @RolesAllowed(Roles.OFFICE)
  @Operation(summary = "出错 / Fails")
  @APIResponse(responseCode = "204", description = "从不 / Never")
  public RestResponse<Void> fail(@PathParam("id") String id, PersonBody body) {
    throw new IllegalStateException("about " + body.name());
  }

  @GET
  @Path("{id}")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(summary = "看一条 / Read a note")
  public Map<String, String> one(@PathParam("id") String id) throws SQLException {
    views.await(NotesView.NAME);
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement("select department from note where id = ?")) {
      select.setString(1, id);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          throw Problem.notFound();
        }
        return Map.of("id", id, "department", row.getString(1));
      }
    }
  }

  @GET
  @Path("{id}/present")
  @RolesAllowed(Roles.OFFICE)
  @Operation(summary = "当时是否未结束 / Whether it was open then")
  public Map<String, Boolean> present(@PathParam("id") String id, @BeanParam PastQuery query) {
    Moment moment = past.moment(query);
    mustExist(id);
    Note state = past.state(Note.CATEGORY, id, moment, Hindsight.byOccurrence());
    return Map.of("open", state instanceof Note.Open);
  }

  @GET
  @Path("{id}/known")
  @RolesAllowed(Roles.OFFICE)
  @Operation(summary = "当时是否已知未结束 / Whether it was known to be open then")
  public Map<String, Boolean> known(@PathParam("id") String id, @BeanParam AsOfQuery query) {
    Moment moment = past.moment(query);
    mustExist(id);
    Note state = past.state(Note.CATEGORY, id, moment, Hindsight.byOccurrence());
    return Map.of("open", state instanceof Note.Open);
  }

  /** Nobody has said who may, so nobody may. */
  @GET
  @Path("forgotten")
  @Operation(summary = "没有声明 / Not declared")
  public String forgotten() {
    return "open";
  }

  private void mustExist(String id) {
    if (!id.matches("[0-9a-f-]{36}")
        || commands.load(Note.CATEGORY, id).state() instanceof Note.Nothing) {
      throw Problem.notFound();
    }
  }
}
