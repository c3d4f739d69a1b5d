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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
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
import org.vigil.duty.directory.domain.PeopleImport;
import org.vigil.duty.directory.domain.Person.Particulars;
import org.vigil.duty.directory.view.DirectoryView;
import org.vigil.duty.directory.view.Staff;
import org.vigil.duty.sheet.Sheet;
import org.vigil.duty.sheet.Sheet.Line;
import org.vigil.edge.Answers;
import org.vigil.edge.Commands;
import org.vigil.edge.Problem;
import org.vigil.edge.Roles;
import org.vigil.edge.SubjectIds;
import org.vigil.edge.Views;
import org.vigil.edge.Violation;

/** The bureau's people as a workbook: the template, and what comes back filled in. */
@Path("/api/v1/people-import")
@Tag(name = "directory", description = "科室、人员、出入口 / Departments, people, exits")
@RunOnVirtualThread
public class PeopleSheets {

  private static final int DEPARTMENT = 0;
  private static final int NAME = 1;
  private static final int STAFF_NO = 2;
  private static final int PHONE = 3;
  private static final int MAX_NAME = 50;
  private static final int MAX_STAFF_NO = 40;

  private final Commands commands;
  private final Views views;
  private final SubjectIds subjects;
  private final Staff staff;

  @Inject
  PeopleSheets(Commands commands, Views views, SubjectIds subjects, Staff staff) {
    this.commands = commands;
    this.views = views;
    this.subjects = subjects;
    this.staff = staff;
  }

  /** What was read, and whether it was imported. */
  @Schema(name = "ImportedPeople")
  public record Imported(int people, boolean dryRun) {}

  @GET
  @Path("template")
  @Produces(Sheet.XLSX)
  @RolesAllowed(Roles.OFFICE)
  @Operation(summary = "下载人员名单模板 / The template of the list of people")
  public RestResponse<byte[]> peopleTemplate() {
    List<List<String>> lines =
        List.of(List.of("科室 Department", "姓名 Name", "工号 Staff no.", "手机 Phone"));
    return ResponseBuilder.ok(Sheet.write("people", lines))
        .header("Content-Disposition", "attachment; filename=people.xlsx")
        .build();
  }

  @PUT
  @Consumes(MediaType.WILDCARD)
  @Produces(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.OFFICE)
  @Operation(
      summary = "导入人员名单（.xlsx/.csv）；dryRun 只检查 / Import a list of people; dryRun only checks",
      description =
          "全部接受或全部拒绝；拒绝时按单元格（如 /B3）指出每一处问题。科室可用代码、名称或别名。 / All or nothing; every"
              + " mistake is told by its cell, like /B3. A department is named by its code, name or"
              + " alias.")
  @RequestBody(
      content =
          @Content(
              mediaType = Sheet.XLSX,
              schema = @Schema(type = SchemaType.STRING, format = "binary")))
  @APIResponse(responseCode = "200", description = "已检查或已导入 / Checked, or imported")
  public RestResponse<Imported> importPeople(@QueryParam("dryRun") boolean dryRun, byte[] file) {
    views.await(DirectoryView.NAME);
    List<Particulars> people = read(file);
    Imported imported = new Imported(people.size(), dryRun);
    if (dryRun) {
      return ResponseBuilder.ok(imported).build();
    }
    // What is said of a person again changes nothing, so a repeated call needs no key.
    String id = UUID.nameUUIDFromBytes(file).toString();
    return Answers.ok(
        commands.put(PeopleImport.CATEGORY, id, new PeopleImport.ImportPeople(people)), imported);
  }

  private List<Particulars> read(byte[] file) {
    List<Violation> wrong = new ArrayList<>();
    List<Particulars> people = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Line line : lines(file)) {
      String department = staff.code(line.cell(DEPARTMENT)).orElse("");
      check(line, DEPARTMENT, !department.isEmpty(), "no-such-department", wrong);
      check(line, NAME, fits(line.cell(NAME), MAX_NAME), "wrong-size", wrong);
      boolean numbered = fits(line.cell(STAFF_NO), MAX_STAFF_NO);
      check(line, STAFF_NO, numbered, "wrong-size", wrong);
      String phone = line.cell(PHONE);
      check(
          line,
          PHONE,
          phone.isEmpty() || phone.matches("\\+?[0-9 -]{5,20}"),
          "wrong-format",
          wrong);
      if (numbered) {
        String id = subjects.of(null, line.cell(STAFF_NO));
        check(line, STAFF_NO, ids.add(id), "twice", wrong);
        people.add(
            new Particulars(
                id,
                department,
                line.cell(NAME),
                line.cell(STAFF_NO),
                phone.isEmpty() ? null : phone,
                subjects.ofPhone(phone).orElse(null)));
      }
    }
    if (!wrong.isEmpty()) {
      wrong.sort(Comparator.comparing(Violation::pointer));
      throw Problem.invalid(wrong);
    }
    return people;
  }

  private static void check(
      Line line, int column, boolean right, String code, List<Violation> wrong) {
    if (!right) {
      wrong.add(Violation.of("/" + line.name(column), code));
    }
  }

  private static boolean fits(String text, int most) {
    return !text.isEmpty() && text.length() <= most;
  }

  static List<Line> lines(byte[] file) {
    try {
      return Sheet.read(file);
    } catch (Sheet.Unreadable e) {
      throw Problem.of(400, e.fault().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
  }
}
