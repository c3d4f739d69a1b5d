package org.vigil.duty.directory.domain;

import static org.vigil.testing.DeciderSpecification.given;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vigil.duty.directory.domain.Department.Arrangement;
import org.vigil.duty.directory.domain.Department.Definition;
import org.vigil.duty.directory.domain.Department.DepartmentArranged;
import org.vigil.duty.directory.domain.Department.DepartmentDefined;
import org.vigil.duty.directory.domain.Department.Head;
import org.vigil.duty.directory.domain.Department.Listing;
import org.vigil.duty.directory.domain.Department.Post;
import org.vigil.duty.directory.domain.Department.Role;
import org.vigil.eventsourcing.Decider;

/** What a list says of a department, beside what was said of it before. */
class DepartmentDeciderTest {

  private static final Head HEAD = new Head("s1", "王静");
  private static final Post DEPUTY =
      new Post(Role.DEPUTY, "s2", "李明", LocalDate.of(2022, 1, 1), null);

  private static Decider<Department.Command, Department, Department.Event> decider() {
    return Department.CATEGORY.decider();
  }

  @Test
  void a_list_brings_a_department_with_its_parent() {
    given(decider())
        .when(new Listing("ZHGL", "综合管理科", List.of("综管科"), true, "BGS"))
        .then(
            new DepartmentDefined(new Definition("ZHGL", "综合管理科", List.of("综管科"), true, null)),
            new DepartmentArranged(new Arrangement("ZHGL", "BGS", List.of())));
  }

  @Test
  void who_leads_a_department_is_not_in_a_list_and_stays() {
    given(
            decider(),
            new DepartmentDefined(new Definition("ZHGL", "综管", List.of(), true, HEAD)),
            new DepartmentArranged(new Arrangement("ZHGL", "BGS", List.of(DEPUTY))))
        .when(new Listing("ZHGL", "综合管理科", List.of(), true, null))
        .then(
            new DepartmentDefined(new Definition("ZHGL", "综合管理科", List.of(), true, HEAD)),
            new DepartmentArranged(new Arrangement("ZHGL", null, List.of(DEPUTY))));
  }

  @Test
  void what_a_list_says_again_changes_nothing() {
    given(
            decider(),
            new DepartmentDefined(new Definition("ZHGL", "综合管理科", List.of(), true, HEAD)),
            new DepartmentArranged(new Arrangement("ZHGL", "BGS", List.of(DEPUTY))))
        .when(new Listing("ZHGL", "综合管理科", List.of(), true, "BGS"))
        .then();
  }
}
