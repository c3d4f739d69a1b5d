package org.vigil.duty.directory.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.vigil.duty.directory.domain.Department.Arrangement;
import org.vigil.duty.directory.domain.Department.Definition;
import org.vigil.duty.directory.domain.Department.DepartmentArranged;
import org.vigil.duty.directory.domain.Department.DepartmentDefined;
import org.vigil.duty.directory.domain.Department.Post;
import org.vigil.duty.directory.domain.Department.Role;
import org.vigil.duty.directory.domain.Exit.Description;
import org.vigil.duty.directory.domain.Exit.ExitRegistered;
import org.vigil.duty.directory.domain.Person.ContactVerified;
import org.vigil.duty.directory.domain.Person.How;
import org.vigil.duty.directory.domain.Person.Particulars;
import org.vigil.duty.directory.domain.Person.PersonLeft;
import org.vigil.duty.directory.domain.Person.PersonRegistered;
import org.vigil.eventsourcing.Metadata;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;

/** What was true of the directory. The days are those of November 2022. */
class DirectoryInHindsightTest {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

  private static LocalDate day(int day) {
    return LocalDate.of(2022, 11, day);
  }

  private static Instant noon(int day) {
    return day(day).atTime(12, 0).atZone(SHANGHAI).toInstant();
  }

  private static <E> void recorded(List<Recorded<E>> known, int day, E event) {
    int version = known.size() + 1;
    known.add(
        new Recorded<>(
            version,
            new StreamId("any", "one"),
            version,
            new UUID(0, version),
            "duty",
            noon(day),
            new Metadata("me", new UUID(0, 0), null, noon(day), noon(day), null),
            event));
  }

  private static DepartmentDefined defined(String name) {
    return new DepartmentDefined(new Definition("ZHGL", name, List.of(), true, null));
  }

  private static Post post(String person, LocalDate from, @Nullable LocalDate until) {
    return new Post(Role.HEAD, person, person, from, until);
  }

  private static DepartmentArranged arranged(@Nullable String parent, Post... posts) {
    return new DepartmentArranged(new Arrangement("ZHGL", parent, List.of(posts)));
  }

  @Test
  void a_post_is_held_on_its_days_whenever_it_was_entered() {
    Post before = post("s1", day(1), day(10));
    Post after = post("s2", day(10), null);
    List<Recorded<Department.Event>> known = new ArrayList<>();
    recorded(known, 20, defined("综合管理科"));
    recorded(known, 20, arranged("BGS", before, after));

    assertThat(DirectoryInHindsight.department(SHANGHAI, noon(9), known))
        .containsExactly(defined("综合管理科"), arranged(null, before));
    assertThat(DirectoryInHindsight.department(SHANGHAI, noon(10), known))
        .containsExactly(defined("综合管理科"), arranged(null, after));
    assertThat(DirectoryInHindsight.department(SHANGHAI, noon(20), known))
        .containsExactly(defined("综合管理科"), arranged("BGS", after));
  }

  @Test
  void a_later_name_holds_from_when_it_was_said_and_a_later_arrangement_corrects_the_posts() {
    Post wrong = post("s1", day(1), null);
    Post right = post("s2", day(1), null);
    List<Recorded<Department.Event>> known = new ArrayList<>();
    recorded(known, 5, defined("综管科"));
    recorded(known, 5, arranged("BGS", wrong));
    recorded(known, 8, defined("综合管理科"));
    recorded(known, 9, arranged("AQBW", right));

    assertThat(DirectoryInHindsight.department(SHANGHAI, noon(7), known))
        .containsExactly(defined("综管科"), arranged("BGS", right));
    assertThat(DirectoryInHindsight.department(SHANGHAI, noon(9), known))
        .containsExactly(defined("综管科"), defined("综合管理科"), arranged("AQBW", right));
  }

  private static PersonRegistered registered(String department) {
    return new PersonRegistered(new Particulars("s1", department, "王静", "1", "13800000000", null));
  }

  private static PersonLeft left(int day) {
    return new PersonLeft("s1", "BGS", day(day));
  }

  @Test
  void who_has_left_has_left_on_the_day_that_was_said_last() {
    List<Recorded<Person.Event>> known = new ArrayList<>();
    recorded(known, 1, registered("BGS"));
    recorded(known, 2, left(10));
    recorded(known, 20, left(15));

    assertThat(DirectoryInHindsight.person(SHANGHAI, noon(14), known))
        .containsExactly(registered("BGS"));
    assertThat(DirectoryInHindsight.person(SHANGHAI, noon(15), known))
        .containsExactly(registered("BGS"), left(15));
  }

  @Test
  void who_came_back_was_away_in_between() {
    List<Recorded<Person.Event>> known = new ArrayList<>();
    recorded(known, 1, registered("BGS"));
    recorded(known, 2, left(3));
    recorded(known, 20, registered("AQBW"));
    recorded(known, 21, left(25));

    assertThat(DirectoryInHindsight.person(SHANGHAI, noon(10), known))
        .containsExactly(registered("BGS"), left(3));
    assertThat(DirectoryInHindsight.person(SHANGHAI, noon(20), known))
        .containsExactly(registered("BGS"), left(3), registered("AQBW"));
  }

  @Test
  void a_phone_was_verified_when_it_was_reached_and_not_when_that_was_entered() {
    ContactVerified verified = new ContactVerified("s1", "BGS", How.CALL, noon(3));
    List<Recorded<Person.Event>> known = new ArrayList<>();
    recorded(known, 5, registered("BGS"));
    recorded(known, 6, verified);

    assertThat(DirectoryInHindsight.person(SHANGHAI, noon(2), known))
        .containsExactly(registered("BGS"));
    assertThat(DirectoryInHindsight.person(SHANGHAI, noon(3), known))
        .containsExactly(registered("BGS"), verified);
  }

  @Test
  void an_exit_is_closed_from_when_that_was_said() {
    ExitRegistered open = new ExitRegistered(new Description("E4", "四号门", false, "AQBW", true));
    ExitRegistered closed = new ExitRegistered(new Description("E4", "四号门", false, "AQBW", false));
    List<Recorded<Exit.Event>> known = new ArrayList<>();
    recorded(known, 5, open);
    recorded(known, 9, closed);

    assertThat(DirectoryInHindsight.exit(noon(4), known)).containsExactly(open);
    assertThat(DirectoryInHindsight.exit(noon(9), known)).containsExactly(open, closed);
  }
}
