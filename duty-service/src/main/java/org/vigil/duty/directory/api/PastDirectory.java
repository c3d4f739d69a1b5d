package org.vigil.duty.directory.api;

import io.agroal.api.AgroalDataSource;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vigil.duty.directory.api.Directory.ArrangementItem;
import org.vigil.duty.directory.api.Directory.DepartmentItem;
import org.vigil.duty.directory.api.Directory.ExitItem;
import org.vigil.duty.directory.api.Directory.MemberItem;
import org.vigil.duty.directory.api.Directory.PostItem;
import org.vigil.duty.directory.domain.Department;
import org.vigil.duty.directory.domain.Department.Arrangement;
import org.vigil.duty.directory.domain.Department.Definition;
import org.vigil.duty.directory.domain.DirectoryInHindsight;
import org.vigil.duty.directory.domain.Exit;
import org.vigil.duty.directory.domain.Person;
import org.vigil.edge.Page;
import org.vigil.edge.Past;
import org.vigil.eventsourcing.Personal.Mask;
import org.vigil.eventsourcing.past.Moment;
import org.vigil.eventsourcing.projection.Sql;

/** The directory as it was known, and as it was, at a moment: each stream of it is folded. */
@Singleton
class PastDirectory {

  /** What one answer folds; a page that came to it goes on with the next. */
  private static final int MAX_FOLDED = 1_000;

  private final Past past;
  private final AgroalDataSource dataSource;
  private final ZoneId zone;

  @Inject
  PastDirectory(Past past, AgroalDataSource dataSource, ZoneId zone) {
    this.past = past;
    this.dataSource = dataSource;
    this.zone = zone;
  }

  /** A department that was defined. */
  private record Defined(Definition definition, @Nullable Arrangement arrangement) {

    static Stream<Defined> of(Department department) {
      Definition definition = department.definition();
      return definition == null
          ? Stream.empty()
          : Stream.of(new Defined(definition, department.arrangement()));
    }

    boolean isCalled(String name) {
      return definition.name().equals(name) || definition.aliases().contains(name);
    }
  }

  List<DepartmentItem> departments(Moment moment) {
    return all(moment).map(Defined::definition).map(PastDirectory::item).toList();
  }

  private static DepartmentItem item(Definition department) {
    Department.Head head = department.head();
    return new DepartmentItem(
        department.code(),
        department.name(),
        department.active(),
        head == null ? null : Mask.NAME.of(head.name()));
  }

  /** The department that had a code, or else a name or an alias, then. */
  Optional<ArrangementItem> arrangement(String codeOrAlias, Moment moment) {
    List<Defined> departments = all(moment).toList();
    return departments.stream()
        .filter(one -> one.definition().code().equals(codeOrAlias))
        .findFirst()
        .or(() -> departments.stream().filter(one -> one.isCalled(codeOrAlias)).findFirst())
        .map(PastDirectory::item);
  }

  /** Those that were defined then; a department is never taken out of the list of all. */
  private Stream<Defined> all(Moment moment) {
    return Sql.list(
            dataSource,
            "select code from department order by code limit " + MAX_FOLDED,
            row -> row.getString("code"))
        .stream()
        .map(
            code ->
                past.state(
                    Department.CATEGORY,
                    code,
                    moment,
                    (instant, known) -> DirectoryInHindsight.department(zone, instant, known)))
        .flatMap(Defined::of);
  }

  private static ArrangementItem item(Defined department) {
    Definition definition = department.definition();
    Arrangement arrangement = department.arrangement();
    return new ArrangementItem(
        definition.code(),
        definition.name(),
        definition.aliases(),
        arrangement == null ? null : arrangement.parent(),
        arrangement == null
            ? List.of()
            : arrangement.posts().stream()
                .map(
                    post ->
                        new PostItem(
                            post.role().name(),
                            post.subjectId(),
                            Mask.NAME.of(post.name()),
                            post.from(),
                            post.until()))
                .sorted(
                    Comparator.comparing(PostItem::from)
                        .thenComparing(PostItem::role, Comparator.reverseOrder()))
                .toList());
  }

  List<ExitItem> exits(Moment moment) {
    return Sql.list(
            dataSource,
            "select code from exit order by code limit " + MAX_FOLDED,
            row -> row.getString("code"))
        .stream()
        .map(code -> past.state(Exit.CATEGORY, code, moment, DirectoryInHindsight::exit))
        .map(Exit::description)
        .flatMap(Stream::ofNullable)
        .map(
            one ->
                new ExitItem(
                    one.code(), one.name(), one.middleGate(), one.department(), one.open()))
        .toList();
  }

  /**
   * Who belonged to a department then, or to any; a page that had to look at too many may be
   * shorter than asked for though there are more.
   */
  Page<MemberItem> people(@Nullable String department, Moment moment, int limit, String after) {
    int size = Page.rows(limit) - 1;
    List<String> candidates = candidates(department, after);
    List<MemberItem> found = new ArrayList<>();
    for (String id : candidates) {
      Optional<MemberItem> member =
          member(id, moment)
              .filter(one -> department == null || one.department().equals(department));
      if (member.isPresent() && found.size() == size) {
        return new Page<>(found, found.getLast().id());
      }
      member.ifPresent(found::add);
    }
    return new Page<>(found, candidates.size() == MAX_FOLDED ? candidates.getLast() : null);
  }

  private List<String> candidates(@Nullable String department, String after) {
    return Sql.list(
        dataSource,
        "select id from person where id > ? and (? or exists (select 1 from department_member m"
            + " where m.department = ? and m.person_id = person.id)) order by id limit "
            + MAX_FOLDED,
        row -> row.getString("id"),
        after,
        department == null,
        department == null ? "" : department);
  }

  private Optional<MemberItem> member(String id, Moment moment) {
    Person person =
        past.state(
            Person.CATEGORY,
            id,
            moment,
            (instant, known) -> DirectoryInHindsight.person(zone, instant, known));
    return Optional.ofNullable(person.particulars())
        .map(
            who ->
                new MemberItem(
                    id,
                    who.department(),
                    Mask.NAME.of(who.name()),
                    who.phone() != null,
                    person.verifiedAt(),
                    person.leftOn()));
  }
}
