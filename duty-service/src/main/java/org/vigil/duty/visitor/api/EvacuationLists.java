package org.vigil.duty.visitor.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.vigil.duty.sheet.AlsoAsSheet;
import org.vigil.duty.sheet.Sheet;
import org.vigil.duty.sheet.SheetLines;
import org.vigil.duty.visitor.domain.EvacuationList;
import org.vigil.duty.visitor.domain.EvacuationList.DrawEvacuationList;
import org.vigil.duty.visitor.domain.EvacuationList.EvacuationListDrawn;
import org.vigil.duty.visitor.domain.EvacuationList.Occasion;
import org.vigil.duty.visitor.domain.Visit;
import org.vigil.duty.visitor.domain.VisitDecider;
import org.vigil.duty.visitor.view.VisitRow;
import org.vigil.duty.visitor.view.VisitView;
import org.vigil.edge.Answers;
import org.vigil.edge.Caller;
import org.vigil.edge.Commands;
import org.vigil.edge.Roles;
import org.vigil.edge.Views;
import org.vigil.eventsourcing.Outcome.Done;

/** Who has to be got out of the building. */
@Path("/api/v1/evacuation-lists")
@Tag(name = "visitors", description = "外来人员 / Visitors")
@RunOnVirtualThread
public class EvacuationLists {

  /** A bureau's building holds some hundred visitors; more is told as incomplete. */
  private static final int MAX_PEOPLE = 1_000;

  private final Commands commands;
  private final Caller caller;
  private final Views views;
  private final InstantSource clock;

  @Inject
  EvacuationLists(Commands commands, Caller caller, Views views, InstantSource clock) {
    this.commands = commands;
    this.caller = caller;
    this.views = views;
    this.clock = clock;
  }

  /** How the list is ordered and counted. */
  public enum By {
    EXIT,
    DEPARTMENT
  }

  /** For what the names are needed. */
  public record DrawBody(@NotNull Occasion occasion) {}

  /**
   * Who is inside.
   *
   * @param complete false if there are more than the list holds
   */
  public record Evacuation(Instant at, boolean complete, List<Group> groups, List<Inside> people)
      implements SheetLines {
    @Override
    public Class<Inside> kind() {
      return Inside.class;
    }

    @Override
    public List<Inside> lines() {
      return people;
    }
  }

  /** How many are inside, by the exit they came in or the department they visit. */
  public record Group(String code, int inside) {}

  /** A visitor inside, masked. */
  public record Inside(
      String id,
      String exit,
      String visitedDepartment,
      String maskedName,
      Instant since,
      boolean overdue) {}

  /** The list with names. */
  public record Drawn(String id, Instant at, boolean complete, List<Named> people) {}

  /** A visitor who was inside. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Named(
      String id,
      String exit,
      String visitedDepartment,
      String name,
      String phone,
      @Nullable String company,
      Instant since) {}

  @GET
  @Path("current")
  @AlsoAsSheet
  @Produces({MediaType.APPLICATION_JSON, Sheet.XLSX})
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER})
  @Operation(
      summary = "疏散名单（脱敏）：现在楼内的来访人员，按出入口或被访科室 / Who is inside now, masked",
      description = "可取 .xlsx。 / Also as .xlsx.")
  public Evacuation current(@QueryParam("by") @DefaultValue("EXIT") By by) {
    views.await(VisitView.NAME);
    Instant now = clock.instant();
    List<VisitRow> rows = inside(now);
    Function<Inside, String> group = by == By.EXIT ? Inside::exit : Inside::visitedDepartment;
    List<Inside> people =
        rows.stream()
            .limit(MAX_PEOPLE)
            .map(EvacuationLists::masked)
            .sorted(Comparator.comparing(group).thenComparing(Inside::since))
            .toList();
    Map<String, Integer> counts =
        people.stream()
            .collect(Collectors.groupingBy(group, TreeMap::new, Collectors.summingInt(_ -> 1)));
    return new Evacuation(
        now,
        rows.size() <= MAX_PEOPLE,
        counts.entrySet().stream().map(one -> new Group(one.getKey(), one.getValue())).toList(),
        people);
  }

  @POST
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(
      summary =
          "疏散名单（实名），须说明事由，调取本身留痕 / The list with names; says for what, and is itself recorded")
  @APIResponse(
      responseCode = "201",
      description = "名单 / The list",
      content =
          @Content(mediaType = "application/json", schema = @Schema(implementation = Drawn.class)))
  public RestResponse<Drawn> draw(DrawBody body) {
    views.await(VisitView.NAME);
    Instant now = clock.instant();
    String id = UUID.randomUUID().toString();
    DrawEvacuationList command =
        new DrawEvacuationList(
            id,
            caller.confinedTo().orElse(null),
            body.occasion(),
            now,
            inside(now).stream().map(row -> row.id).toList());
    Done<EvacuationList.Event> done = commands.handle(EvacuationList.CATEGORY, id, command);
    EvacuationListDrawn drawn =
        switch (done.events().getFirst().event()) {
          case EvacuationListDrawn event -> event;
        };
    return Answers.created(
        "/api/v1/evacuation-lists/" + drawn.listId(),
        done,
        new Drawn(
            drawn.listId(),
            drawn.at(),
            drawn.visits().size() <= MAX_PEOPLE,
            named(drawn.visits())));
  }

  /** One more than a list holds tells whether there are more. */
  private List<VisitRow> inside(Instant now) {
    return VisitRow.inside(caller.confinedTo().orElse(null), null, now, now, null, MAX_PEOPLE + 1);
  }

  private static Inside masked(VisitRow row) {
    return new Inside(
        row.id,
        row.exit,
        row.visitedDepartment,
        row.maskedName,
        row.insideSince == null ? row.at : row.insideSince,
        row.overdue);
  }

  private List<Named> named(List<String> visits) {
    List<Named> people = new ArrayList<>();
    for (String visit : visits.stream().limit(MAX_PEOPLE).toList()) {
      Visit state = commands.load(VisitDecider.CATEGORY, visit).state();
      Visitors.who(state)
          .ifPresent(
              who ->
                  people.add(
                      new Named(
                          visit,
                          who.exit(),
                          who.visitedDepartment(),
                          who.visitor().name(),
                          who.visitor().phone(),
                          who.visitor().company(),
                          state instanceof Visit.Inside inside ? inside.since() : who.at())));
    }
    return people;
  }
}
