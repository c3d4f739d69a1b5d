package org.vigil.duty.post.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.agroal.api.AgroalDataSource;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.vigil.duty.directory.domain.Person;
import org.vigil.duty.post.domain.Post;
import org.vigil.duty.post.domain.Post.Gap;
import org.vigil.duty.post.domain.Post.Watched;
import org.vigil.duty.post.domain.PostCommand;
import org.vigil.duty.post.domain.PostCommand.CheckIn;
import org.vigil.duty.post.domain.PostCommand.CheckOut;
import org.vigil.duty.post.domain.PostCommand.Clockwork;
import org.vigil.duty.post.domain.PostEvent;
import org.vigil.duty.post.domain.PostInHindsight;
import org.vigil.duty.post.view.PostView;
import org.vigil.duty.sheet.AlsoAsSheet;
import org.vigil.duty.sheet.Sheet;
import org.vigil.edge.Answers;
import org.vigil.edge.Caller;
import org.vigil.edge.Commands;
import org.vigil.edge.Page;
import org.vigil.edge.Past;
import org.vigil.edge.PastQuery;
import org.vigil.edge.Problem;
import org.vigil.edge.Roles;
import org.vigil.edge.SubjectIds;
import org.vigil.edge.Views;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.Outcome.Done;
import org.vigil.eventsourcing.Personal.Mask;
import org.vigil.eventsourcing.projection.Sql;

/** Guards at the exits. */
@Path("/api/v1/guard-posts")
@Tag(name = "guard-posts", description = "出入口保安值守 / Guards at the exits")
@RunOnVirtualThread
public class GuardPosts {

  private static final String EXIT = "[A-Z0-9-]{1,20}";

  /** A city's bureau has hundreds of exits. */
  private static final int MAX_LISTED = 1_000;

  private final Commands commands;
  private final Caller caller;
  private final Views views;
  private final Past past;
  private final SubjectIds subjects;
  private final InstantSource clock;
  private final AgroalDataSource dataSource;
  private final Category<PostCommand, Post, PostEvent> category;
  private final Clockworks clockworks;

  @Inject
  GuardPosts(
      Commands commands,
      Caller caller,
      Views views,
      Past past,
      SubjectIds subjects,
      InstantSource clock,
      AgroalDataSource dataSource,
      Category<PostCommand, Post, PostEvent> category,
      Clockworks clockworks) {
    this.commands = commands;
    this.caller = caller;
    this.views = views;
    this.past = past;
    this.subjects = subjects;
    this.clock = clock;
    this.dataSource = dataSource;
    this.category = category;
    this.clockworks = clockworks;
  }

  /** What holds at an instant. */
  public interface Clockworks extends Function<Instant, Clockwork> {}

  /** A guard, who must be registered as a person. */
  public record GuardBody(
      @NotBlank @Pattern(regexp = "[A-Za-z0-9-]{1,40}") @Schema(examples = "AB-011")
          String staffNo) {}

  /** What a check-in or check-out led to. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "GuardPostReceipt")
  public record Result(String exit, int guards, boolean unguarded, @Nullable Instant gapSince) {}

  /** A post as it stands or stood. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "GuardPost")
  public record PostItem(
      String exit,
      String department,
      boolean middleGate,
      String duty,
      List<GuardItem> guards,
      boolean unguarded,
      @Nullable Instant gapSince) {}

  /** A guard at a post, masked. */
  public record GuardItem(String maskedName, Instant since) {}

  /** A post in the list. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record PostRow(
      String exit,
      String department,
      boolean middleGate,
      String duty,
      int guards,
      boolean unguarded,
      @Nullable Instant gapSince) {}

  /** A time without a guard. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "GuardPostGap")
  public record GapItem(
      String exit,
      String duty,
      String cause,
      Instant since,
      @Nullable Instant until,
      @Nullable String ending,
      int told,
      long position) {}

  @POST
  @Path("{exit}/check-ins")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(summary = "保安到岗 / A guard takes up the post")
  @APIResponse(responseCode = "200", description = "已到岗 / There")
  public RestResponse<Result> checkIn(@PathParam("exit") String exit, GuardBody body) {
    owned(exit);
    String id = subjects.of(null, body.staffNo());
    Person.Particulars person = commands.load(Person.CATEGORY, id).state().particulars();
    if (person == null) {
      throw Problem.invalid("/staffNo", "unknown-person");
    }
    Instant now = clock.instant();
    return act(exit, new CheckIn(id, person.name(), now, clockworks.apply(now)));
  }

  @POST
  @Path("{exit}/check-outs")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(
      summary = "保安离岗；无人接岗即为空岗 / A guard leaves; without relief the exit is unguarded at once")
  @APIResponse(responseCode = "200", description = "已离岗 / Gone")
  public RestResponse<Result> checkOut(@PathParam("exit") String exit, GuardBody body) {
    owned(exit);
    Instant now = clock.instant();
    return act(exit, new CheckOut(subjects.of(null, body.staffNo()), now, clockworks.apply(now)));
  }

  private RestResponse<Result> act(String exit, PostCommand command) {
    Done<PostEvent> done = commands.handle(category, exit, command);
    Watched post = watched(commands.load(category, exit).state()).orElseThrow(Problem::notFound);
    Gap gap = post.gap();
    return Answers.ok(
        done,
        new Result(exit, post.guards().size(), gap != null, gap == null ? null : gap.since()));
  }

  private void owned(String exit) {
    if (!exit.matches(EXIT)) {
      throw Problem.notFound();
    }
    Watched post = watched(commands.load(category, exit).state()).orElseThrow(Problem::notFound);
    caller.mustActFor(post.department());
  }

  private static Optional<Watched> watched(Post state) {
    return switch (state) {
      case Post.Unknown _ -> Optional.empty();
      case Watched post -> Optional.of(post);
    };
  }

  @GET
  @AlsoAsSheet
  @Produces({MediaType.APPLICATION_JSON, Sheet.XLSX})
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(summary = "各出入口值守情况 / How the exits are guarded now")
  public List<PostRow> list() {
    views.await(PostView.NAME);
    String department = caller.confinedTo().orElse(null);
    return Sql.list(
        dataSource,
        "select p.exit, p.department, p.middle_gate, p.duty, p.gap_since, (select count(*) from"
            + " guard_presence g where g.exit = p.exit and g.until is null) as guards"
            + " from guard_post p where ?::text is null or p.department = ? order by p.exit limit "
            + MAX_LISTED,
        GuardPosts::row,
        department,
        department);
  }

  private static PostRow row(ResultSet row) throws SQLException {
    Instant gapSince = Sql.instantOrNull(row, "gap_since");
    return new PostRow(
        row.getString("exit"),
        row.getString("department"),
        row.getBoolean("middle_gate"),
        row.getString("duty"),
        row.getInt("guards"),
        gapSince != null,
        gapSince);
  }

  @GET
  @Path("{exit}")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(
      summary = "一个出入口的值守情况，可查询过去 / How an exit is or was guarded",
      description =
          "validAt 的答复中，空岗自其开始之时起算，与何时发现无关。 / In an answer to validAt a gap holds from when it"
              + " began, whenever it was found.")
  public PostItem one(@PathParam("exit") String exit, @BeanParam PastQuery query) {
    if (!exit.matches(EXIT)) {
      throw Problem.notFound();
    }
    Watched post =
        watched(past.state(category, exit, past.moment(query), PostInHindsight::trueAt))
            .orElseThrow(Problem::notFound);
    if (caller.confinedTo().filter(code -> !code.equals(post.department())).isPresent()) {
      throw Problem.notFound();
    }
    Gap gap = post.gap();
    return new PostItem(
        exit,
        post.department(),
        post.middleGate(),
        post.duty().name(),
        post.guards().values().stream()
            .map(guard -> new GuardItem(Mask.NAME.of(guard.name()), guard.since()))
            .sorted(Comparator.comparing(GuardItem::since))
            .toList(),
        gap != null,
        gap == null ? null : gap.since());
  }

  @GET
  @Path("{exit}/gaps")
  @AlsoAsSheet
  @Produces({MediaType.APPLICATION_JSON, Sheet.XLSX})
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(summary = "一个出入口的空岗记录，最新在前 / An exit's gaps, newest first")
  public Page<GapItem> gaps(
      @PathParam("exit") String exit,
      @QueryParam("limit") @DefaultValue("50") int limit,
      @QueryParam("after") @Nullable String after) {
    views.await(PostView.NAME);
    String department = caller.confinedTo().orElse(null);
    List<GapItem> rows =
        Sql.list(
            dataSource,
            "select g.exit, g.duty, g.cause, g.since, g.until, g.ending, g.told, g.position from"
                + " guard_gap g join guard_post p on p.exit = g.exit where g.exit = ? and"
                + " (?::text is null or p.department = ?) and g.position < ?"
                + " order by g.position desc limit ?",
            row ->
                new GapItem(
                    row.getString("exit"),
                    row.getString("duty"),
                    row.getString("cause"),
                    Sql.instant(row, "since"),
                    Sql.instantOrNull(row, "until"),
                    row.getString("ending"),
                    row.getInt("told"),
                    row.getLong("position")),
            exit,
            department,
            department,
            Page.before(after),
            Page.rows(limit));
    return Page.of(rows, limit, row -> row, row -> Long.toString(row.position()));
  }
}
