package org.vigil.duty.directory.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigil.testing.DeciderSpecification.given;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.vigil.duty.directory.domain.Department.Head;
import org.vigil.duty.directory.domain.Department.Post;
import org.vigil.duty.directory.domain.Department.Role;
import org.vigil.duty.directory.domain.LeadershipWatch.DepartmentLeadershipChecked;
import org.vigil.duty.directory.domain.LeadershipWatch.DepartmentPostFellVacant;
import org.vigil.duty.directory.domain.LeadershipWatch.DepartmentPostVacancyEnded;
import org.vigil.duty.directory.domain.LeadershipWatch.Event;
import org.vigil.duty.directory.domain.LeadershipWatch.LookWhoLeads;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.DeadlineRule.Change;
import org.vigil.eventsourcing.Decider;

/** Who leads when a term of office ends (4.2-b). */
class LeadershipWatchTest {

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final LocalDate NOVEMBER = LocalDate.parse("2022-11-01");
  private static final LocalDate DECEMBER = LocalDate.parse("2022-12-01");
  private static final LocalDate JANUARY = LocalDate.parse("2023-01-01");
  private static final Category<LookWhoLeads, LeadershipWatch, Event> CATEGORY =
      LeadershipWatch.category((_, dueAt) -> look(dueAt, true, null));
  private static final Decider<LookWhoLeads, LeadershipWatch, Event> DECIDER = CATEGORY.decider();
  private static final Post WANG = term(Role.HEAD, "wang", NOVEMBER, DECEMBER);
  private static final Event VACANT =
      new DepartmentPostFellVacant("BGS", Role.HEAD, "wang", midnight(DECEMBER));

  private static Instant midnight(LocalDate day) {
    return day.atStartOfDay(ZONE).toInstant();
  }

  private static LookWhoLeads look(
      Instant at, boolean active, @Nullable Head named, Post... posts) {
    return new LookWhoLeads(
        "BGS", new Leadership(named, List.of(posts), List.of()), active, at, ZONE);
  }

  private static Post term(Role role, String who, LocalDate from, @Nullable LocalDate until) {
    return new Post(role, who, "王静", from, until);
  }

  private static Event next(@Nullable LocalDate day) {
    return new DepartmentLeadershipChecked("BGS", day == null ? null : midnight(day));
  }

  @Test
  void a_term_that_ends_without_a_successor_is_told_at_its_midnight() {
    given(DECIDER).when(look(midnight(NOVEMBER), true, null, WANG)).then(next(DECEMBER));
    given(DECIDER, next(DECEMBER))
        .when(look(midnight(DECEMBER).minusMillis(1), true, null, WANG))
        .thenNothingHappened();
    given(DECIDER, next(DECEMBER))
        .when(look(midnight(DECEMBER), true, null, WANG))
        .then(VACANT, next(null));
    given(DECIDER, next(DECEMBER), VACANT, next(null))
        .when(look(midnight(DECEMBER).plusSeconds(60), true, null, WANG))
        .thenNothingHappened();
  }

  @Test
  void a_successor_in_a_term_or_a_head_named_without_one_leaves_nothing_vacant() {
    Post li = term(Role.HEAD, "li", DECEMBER, null);
    given(DECIDER, next(DECEMBER))
        .when(look(midnight(DECEMBER), true, null, WANG, li))
        .then(next(null));
    given(DECIDER, next(DECEMBER))
        .when(look(midnight(DECEMBER), true, new Head("zhao", "赵云"), WANG))
        .then(next(null));
  }

  @Test
  void a_deputy_post_is_vacant_when_the_last_deputy_has_gone() {
    Post qian = term(Role.DEPUTY, "qian", NOVEMBER, DECEMBER);
    Post sun = term(Role.DEPUTY, "sun", NOVEMBER, JANUARY);
    Head zhao = new Head("zhao", "赵云");
    given(DECIDER, next(DECEMBER))
        .when(look(midnight(DECEMBER), true, zhao, qian, sun))
        .then(next(JANUARY));
    given(DECIDER, next(JANUARY))
        .when(look(midnight(JANUARY), true, zhao, qian, sun))
        .then(
            new DepartmentPostFellVacant("BGS", Role.DEPUTY, "sun", midnight(JANUARY)), next(null));
  }

  @Test
  void a_vacancy_ends_with_the_next_term_or_with_the_department() {
    Post li = term(Role.HEAD, "li", JANUARY, null);
    Event ended =
        new DepartmentPostVacancyEnded("BGS", Role.HEAD, midnight(DECEMBER), midnight(JANUARY));
    given(DECIDER, next(DECEMBER))
        .when(look(midnight(DECEMBER), true, null, WANG, li))
        .then(VACANT, next(JANUARY));
    given(DECIDER, next(DECEMBER), VACANT, next(JANUARY))
        .when(look(midnight(JANUARY), true, null, WANG, li))
        .then(ended, next(null));
    given(DECIDER, next(DECEMBER), VACANT, next(null))
        .when(look(midnight(JANUARY), false, null, WANG))
        .then(ended);
  }

  @Test
  void a_department_without_terms_is_never_looked_at_by_itself() {
    given(DECIDER).when(look(midnight(NOVEMBER), true, null)).thenNothingHappened();
    assertThat(CATEGORY.deadlines().after(next(DECEMBER)))
        .containsExactly(new Change.Schedule("BGS", midnight(DECEMBER)));
    assertThat(CATEGORY.deadlines().after(next(null))).containsExactly(new Change.Cancel("BGS"));
  }
}
