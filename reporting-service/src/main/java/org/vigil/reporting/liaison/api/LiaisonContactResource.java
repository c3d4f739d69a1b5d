package org.vigil.reporting.liaison.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.vigil.edge.Answers;
import org.vigil.edge.AsOfQuery;
import org.vigil.edge.Commands;
import org.vigil.edge.Page;
import org.vigil.edge.Past;
import org.vigil.edge.Problem;
import org.vigil.edge.Roles;
import org.vigil.edge.Views;
import org.vigil.reporting.liaison.domain.HealthLiaison;
import org.vigil.reporting.liaison.domain.HealthLiaison.Channel;
import org.vigil.reporting.liaison.domain.HealthLiaison.LogContact;
import org.vigil.reporting.liaison.view.LiaisonItems;
import org.vigil.reporting.liaison.view.LiaisonItems.Contact;
import org.vigil.reporting.liaison.view.LiaisonView;
import org.vigil.reporting.parameter.domain.Rules;
import org.vigil.reporting.person.api.Moments;
import org.vigil.reporting.person.api.PageRequest;
import org.vigil.reporting.person.api.Texts;

/** 与卫生健康部门联系 (3.6-a): when the bureau and the authority have spoken. */
@Path("/api/v1/liaison-contacts")
@Tag(name = "liaison", description = "联防联控 / Liaison (3.6-a, 3.6-b, 3.6-c)")
@RunOnVirtualThread
public class LiaisonContactResource {

  private final Commands commands;
  private final Views views;
  private final Past past;
  private final LiaisonItems items;
  private final Rules rules;
  private final InstantSource clock;

  @Inject
  LiaisonContactResource(
      Commands commands,
      Views views,
      Past past,
      LiaisonItems items,
      Rules rules,
      InstantSource clock) {
    this.commands = commands;
    this.views = views;
    this.past = past;
    this.items = items;
    this.rules = rules;
    this.clock = clock;
  }

  /** They have spoken. */
  @Schema(
      name = "LiaisonContactRequest",
      examples =
          "{\"channel\":\"PHONE\",\"institution\":\"区卫生健康局\",\"topic\":\"通报本周疫情形势\","
              + "\"at\":\"2026-11-23T09:00:00+08:00\"}")
  public record Body(
      @NotNull Channel channel,
      @Schema(description = "机构名称，不写人名 / The institution, no person's name")
          @NotBlank
          @Size(max = 100)
          @Pattern(regexp = Texts.LINE)
          String institution,
      @Schema(description = "事由，不写人名 / Of what, no person's name")
          @NotBlank
          @Size(max = 500)
          @Pattern(regexp = Texts.LINE)
          String topic,
      @NotNull Instant at) {}

  @POST
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(
      summary = "登记一次联系 / Log a contact",
      description = "超过规定天数无联系，报办公室。 / A silence longer than the rule goes to the office.")
  @APIResponse(
      responseCode = "201",
      description = "已登记 / Logged",
      content =
          @Content(mediaType = "application/json", schema = @Schema(implementation = Body.class)))
  public RestResponse<Body> log(Body body) {
    Instant now = clock.instant();
    Moments.between("/at", body.at(), now.plus(Moments.CLOCK_TOLERANCE))
        .ifPresent(
            violation -> {
              throw Problem.invalid(List.of(violation));
            });
    return Answers.created(
        "/api/v1/liaison-contacts",
        commands.handle(
            HealthLiaison.CATEGORY,
            HealthLiaison.KEY,
            new LogContact(
                body.channel(),
                body.institution(),
                body.topic(),
                body.at(),
                rules.inForce(HealthLiaison.CONTACT_EVERY, now))),
        body);
  }

  @GET
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(summary = "联系记录，新的在前，可查询过去（asOf） / Contacts, the newest first, now or then")
  @APIResponse(responseCode = "200", description = "一页 / One page")
  public Page<Contact> contacts(
      @BeanParam AsOfQuery query,
      @Parameter(description = PageRequest.LIMIT) @QueryParam("limit") @Nullable String limit,
      @Parameter(description = PageRequest.AFTER) @QueryParam("after") @Nullable String after) {
    PageRequest page = PageRequest.of(limit, after);
    Instant asOf = past.moment(query).asOf();
    views.await(LiaisonView.NAME);
    return Page.of(
        items.contacts(asOf == null ? clock.instant() : asOf, page.before(), page.rows()),
        page.limit(),
        row -> row,
        row -> Long.toString(row.position()));
  }
}
