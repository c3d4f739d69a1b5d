package org.vigil.reporting.area;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.vigil.edge.Problem;
import org.vigil.edge.Roles;
import org.vigil.reporting.area.Areas.County;

/** 行政区划: finds a county's code by a part of its name. */
@Path("/api/v1/areas")
@Tag(name = "areas", description = "县级行政区划 / Counties (GB/T 2260)")
@RunOnVirtualThread
public class AreaResource {

  /** Whoever gets as many has to say more of the name. */
  private static final int MAX_FOUND = 50;

  /** What was found. */
  public record Found(List<County> items) {}

  @GET
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(
      summary = "按名称或代码查县级行政区划，最多 50 条 / Counties by a part of their name or code, at most 50")
  @APIResponse(responseCode = "200", description = "查到的县级行政区划 / The counties found")
  public Found find(@QueryParam("name") @Nullable String name) {
    if (name == null || name.isBlank() || name.length() > 50) {
      throw Problem.of(400, "name-missing");
    }
    return new Found(
        Areas.ofChina().counties().stream()
            .filter(county -> county.fullName().contains(name) || county.code().startsWith(name))
            .limit(MAX_FOUND)
            .toList());
  }
}
