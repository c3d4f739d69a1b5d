package org.vigil.reporting.obligation.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.vigil.edge.Past;
import org.vigil.edge.PastQuery;
import org.vigil.edge.Problem;
import org.vigil.edge.Roles;
import org.vigil.edge.Views;
import org.vigil.reporting.obligation.domain.Obligation;
import org.vigil.reporting.obligation.view.BreachView;
import org.vigil.reporting.person.api.Texts;

/** 回放: "2022-11-03 14:05, exit 4: who was responsible, and what did each level know?" */
@Path("/api/v1/replays")
@Tag(name = "obligations")
@RunOnVirtualThread
public class Replays {

  private final Replay replay;
  private final Past past;
  private final Views views;

  @Inject
  Replays(Replay replay, Past past, Views views) {
    this.replay = replay;
    this.past = past;
    this.views = views;
  }

  @GET
  @RolesAllowed({Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(
      summary = "某时刻的责任与知悉情况 / Who was responsible at an instant, and what each level knew",
      description = "只用当时已记录的内容。姓名已脱敏。 / By what had been recorded then. Names are masked.")
  public ReplayAnswer replay(
      @Parameter(description = "时刻 / The instant", example = "2022-11-03T14:05:00+08:00")
          @QueryParam("at")
          @Nullable String at,
      @Parameter(description = "责任条目 / The obligation", example = "3.3-a") @QueryParam("obligation")
          @Nullable String obligation,
      @Parameter(description = "所涉事物，不填为全部 / What it is about; all if absent", example = "exit-4")
          @QueryParam("subject")
          @Nullable String subject,
      @QueryParam("department") @Nullable String department) {
    if (at == null) {
      throw Problem.of(400, "instant-malformed", Map.of("parameter", "at"));
    }
    PastQuery query = new PastQuery();
    query.asOf = at;
    Instant then = past.moment(query).asOf();
    Obligation asked =
        Obligation.of(obligation == null ? "" : obligation)
            .orElseThrow(() -> Problem.of(400, "obligation-unknown"));
    if ((subject != null && !subject.matches(Texts.ID))
        || (department != null && !department.matches(Texts.DEPARTMENT))) {
      throw Problem.of(400, "replay-of-what");
    }
    views.await(BreachView.NAME);
    return replay.at(then, asked, subject, department);
  }
}
