package org.vigil.duty.directory.api;

import io.agroal.api.AgroalDataSource;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.vigil.duty.directory.domain.Department;
import org.vigil.duty.directory.domain.Exit;
import org.vigil.duty.directory.domain.Person;
import org.vigil.duty.directory.view.DirectoryView;
import org.vigil.edge.Answers;
import org.vigil.edge.Commands;
import org.vigil.edge.Problem;
import org.vigil.edge.Roles;
import org.vigil.edge.SubjectIds;
import org.vigil.edge.Views;
import org.vigil.eventsourcing.projection.Sql;

/** The bureau's directory. */
@Path("/api/v1")
@Tag(name = "directory", description = "科室、人员、出入口 / Departments, people, exits")
@RunOnVirtualThread
public class Directory {

  private static final String CODE = "[A-Z0-9]{2,12}";

  /** A bureau has some ten exits and departments; a city's has hundreds. */
  private static final int MAX_LISTED = 1_000;

  private final Commands commands;
  private final Views views;
  private final SubjectIds subjects;
  private final AgroalDataSource dataSource;

  @Inject
  Directory(Commands commands, Views views, SubjectIds subjects, AgroalDataSource dataSource) {
    this.commands = commands;
    this.views = views;
    this.subjects = subjects;
    this.dataSource = dataSource;
  }

  /** A department as it is to be. */
  public record DepartmentBody(
      @NotBlank @Size(max = 60) String name,
      @Nullable @Size(max = 20) List<@NotBlank @Size(max = 60) String> aliases,
      @NotNull Boolean active,
      @Nullable @Valid HeadBody head) {}

  /** Its head. */
  public record HeadBody(
      @NotBlank @Size(max = 50) String name, @NotBlank @Size(max = 40) String staffNo) {}

  /** An exit as it is to be. */
  public record ExitBody(
      @NotBlank @Size(max = 60) String name,
      @NotNull Boolean middleGate,
      @NotBlank @Pattern(regexp = CODE) String department,
      @NotNull Boolean open) {}

  /** A member of the staff. */
  public record PersonBody(
      @NotBlank @Pattern(regexp = CODE) String department,
      @NotBlank @Size(max = 50) String name,
      @NotBlank @Size(max = 40) String staffNo,
      @Nullable @Pattern(regexp = "\\+?[0-9 -]{5,20}") String phone) {}

  /** A department as it stands; the head masked. */
  public record DepartmentItem(String code, String name, boolean active, @Nullable String head) {}

  /** An exit as it stands. */
  public record ExitItem(
      String code, String name, boolean middleGate, String department, boolean open) {}

  /** Who a person is, by the pseudonym that all services use. */
  public record PersonItem(String id, String department) {}

  @PUT
  @Path("departments/{code}")
  @RolesAllowed(Roles.OFFICE)
  @Operation(summary = "登记科室，可重复提交 / Define a department; repeatable")
  public Response department(@PathParam("code") String code, DepartmentBody body) {
    HeadBody head = body.head();
    Department.Definition definition =
        new Department.Definition(
            code(code),
            body.name(),
            body.aliases() == null ? List.of() : body.aliases(),
            body.active(),
            head == null
                ? null
                : new Department.Head(subjects.of(null, head.staffNo()), head.name()));
    return Answers.ok(
        commands.put(Department.CATEGORY, code, definition),
        new DepartmentItem(code, body.name(), body.active(), null));
  }

  @PUT
  @Path("exits/{code}")
  @RolesAllowed(Roles.OFFICE)
  @Operation(summary = "登记出入口，可重复提交 / Register an exit; repeatable")
  public Response exit(@PathParam("code") String code, ExitBody body) {
    if (!code.matches("[A-Z0-9-]{1,20}")) {
      throw Problem.notFound();
    }
    Exit.Description description =
        new Exit.Description(code, body.name(), body.middleGate(), body.department(), body.open());
    return Answers.ok(
        commands.put(Exit.CATEGORY, code, description),
        new ExitItem(code, body.name(), body.middleGate(), body.department(), body.open()));
  }

  @PUT
  @Path("people")
  @RolesAllowed(Roles.OFFICE)
  @Operation(summary = "登记人员，以工号为准，可重复提交 / Register a person by staff number; repeatable")
  public Response person(PersonBody body) {
    String id = subjects.of(null, body.staffNo());
    Person.Particulars particulars =
        new Person.Particulars(id, body.department(), body.name(), body.staffNo(), body.phone());
    return Answers.ok(
        commands.put(Person.CATEGORY, id, particulars), new PersonItem(id, body.department()));
  }

  @GET
  @Path("departments")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR, Roles.OPS})
  @Operation(summary = "科室列表 / Departments")
  public List<DepartmentItem> departments() {
    views.await(DirectoryView.NAME);
    return Sql.list(
        dataSource,
        "select code, name, active, head from department order by code limit " + MAX_LISTED,
        row ->
            new DepartmentItem(
                row.getString("code"),
                row.getString("name"),
                row.getBoolean("active"),
                row.getString("head")));
  }

  @GET
  @Path("exits")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR, Roles.OPS})
  @Operation(summary = "出入口列表 / Exits")
  public List<ExitItem> exits() {
    views.await(DirectoryView.NAME);
    return Sql.list(
        dataSource,
        "select code, name, middle_gate, department, open from exit order by code limit "
            + MAX_LISTED,
        row ->
            new ExitItem(
                row.getString("code"),
                row.getString("name"),
                row.getBoolean("middle_gate"),
                row.getString("department"),
                row.getBoolean("open")));
  }

  private static String code(String code) {
    if (!code.matches(CODE)) {
      throw Problem.notFound();
    }
    return code;
  }
}
