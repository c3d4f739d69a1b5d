package org.vigil.duty.directory.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.vigil.duty.directory.domain.Department.Listing;
import org.vigil.duty.directory.domain.DepartmentsImport;
import org.vigil.duty.directory.view.DirectoryView;
import org.vigil.duty.directory.view.Staff;
import org.vigil.duty.sheet.Sheet;
import org.vigil.duty.sheet.Sheet.Line;
import org.vigil.edge.Answers;
import org.vigil.edge.Commands;
import org.vigil.edge.Problem;
import org.vigil.edge.Roles;
import org.vigil.edge.Views;

/** The bureau's departments as a workbook: the template, and what comes back filled in. */
@Path("/api/v1/departments-import")
@Tag(name = "directory", description = "科室、人员、出入口 / Departments, people, exits")
@RunOnVirtualThread
public class DepartmentSheets {

  /**
   * A bureau has some ten departments, a city's some hundred. All of a list is one event, which
   * must fit into a message of Kafka with every cell as full as a cell may be.
   */
  static final int MAX_DEPARTMENTS = 500;

  private final Commands commands;
  private final Views views;
  private final Staff staff;

  @Inject
  DepartmentSheets(Commands commands, Views views, Staff staff) {
    this.commands = commands;
    this.views = views;
    this.staff = staff;
  }

  /** What was read, and whether it was imported. */
  @Schema(name = "ImportedDepartments")
  public record Imported(int departments, boolean dryRun) {}

  @GET
  @Path("template")
  @Produces(Sheet.XLSX)
  @RolesAllowed(Roles.OFFICE)
  @Operation(summary = "下载科室名单模板 / The template of the list of departments")
  public RestResponse<byte[]> departmentsTemplate() {
    List<List<String>> lines =
        List.of(List.of("代码 Code", "名称 Name", "别名，以顿号分隔 Aliases", "上级科室 Parent", "有效（是/否）Active"));
    return ResponseBuilder.ok(Sheet.write("departments", lines))
        .header("Content-Disposition", "attachment; filename=departments.xlsx")
        .build();
  }

  @PUT
  @Consumes(MediaType.WILDCARD)
  @Produces(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.OFFICE)
  @Operation(
      summary = "导入科室名单（.xlsx/.csv）；dryRun 只检查 / Import a list of departments; dryRun only checks",
      description =
          "全部接受或全部拒绝；拒绝时按单元格（如 /B3）指出每一处问题。上级科室可用代码、名称或别名，也可是本名单中的科室。名单不改变负责人与任职，名单之外的科室不变。 / All"
              + " or nothing; every mistake is told by its cell, like /B3. A parent is named by its"
              + " code, name or alias, and may be of this list. Who leads a department stays, and"
              + " so does a department that is not in the list.")
  @RequestBody(
      content =
          @Content(
              mediaType = Sheet.XLSX,
              schema = @Schema(type = SchemaType.STRING, format = "binary")))
  @APIResponse(responseCode = "200", description = "已检查或已导入 / Checked, or imported")
  public RestResponse<Imported> importDepartments(
      @QueryParam("dryRun") boolean dryRun, byte[] file) {
    views.await(DirectoryView.NAME);
    List<Listing> departments = read(file);
    Imported imported = new Imported(departments.size(), dryRun);
    if (dryRun) {
      return ResponseBuilder.ok(imported).build();
    }
    // What is said of a department again changes nothing, so a repeated call needs no key.
    String id = UUID.nameUUIDFromBytes(file).toString();
    return Answers.ok(
        commands.put(
            DepartmentsImport.CATEGORY, id, new DepartmentsImport.ImportDepartments(departments)),
        imported);
  }

  private List<Listing> read(byte[] file) {
    List<Line> lines = PeopleSheets.lines(file);
    if (lines.size() > MAX_DEPARTMENTS) {
      throw Problem.of(400, "sheet-too-large");
    }
    DepartmentLines list = new DepartmentLines(lines, staff.listings());
    List<Listing> departments = list.read();
    if (!list.wrong().isEmpty()) {
      throw Problem.invalid(list.wrong());
    }
    return departments;
  }
}
