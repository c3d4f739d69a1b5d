package org.vigil.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vigil.client.duty.ApiClient;
import org.vigil.client.duty.ApiException;
import org.vigil.client.duty.api.DirectoryApi;
import org.vigil.client.duty.api.DutyCoverageApi;
import org.vigil.client.duty.api.OnDutyApi;
import org.vigil.client.duty.api.RostersApi;
import org.vigil.client.duty.model.AgreementBody;
import org.vigil.client.duty.model.DepartmentBody;
import org.vigil.client.duty.model.DraftBody;
import org.vigil.client.duty.model.DraftItem;
import org.vigil.client.duty.model.HeadBody;
import org.vigil.client.duty.model.LoadItem;
import org.vigil.client.duty.model.Mode;
import org.vigil.client.duty.model.Pattern;
import org.vigil.client.duty.model.PersonBody;
import org.vigil.client.duty.model.Problem;
import org.vigil.client.duty.model.ProblemViolationsInner;
import org.vigil.client.duty.model.ProposalBody;
import org.vigil.client.duty.model.RequirementBody;
import org.vigil.client.duty.model.ShiftBody;
import org.vigil.client.duty.model.ShiftItem;
import org.vigil.client.duty.model.SubstitutionBody;
import org.vigil.client.duty.model.SwapBody;
import org.vigil.local.LocalVigil;
import org.vigil.local.Service;

/**
 * A department's system makes a month's roster, with nothing but what a generator has made of the
 * service's OpenAPI document.
 */
@Timeout(180)
class MonthOfDutyIT {

  /** Beside a {@code make run} and the other tests' products. */
  private static final int OFFSET = 4_000;

  private static final String UNIT = "GHXH";
  private static final String OTHER = "TWXH";
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final YearMonth MONTH = YearMonth.now(ZONE).plusMonths(1);

  private static LocalVigil vigil;
  private static Path data;

  /** What the caller has done last, so that each answer reflects it. */
  private final AtomicReference<@Nullable String> position = new AtomicReference<>();

  private final ApiClient office = client("office", null);
  private final ApiClient unit = client("department", UNIT);
  private final RostersApi rosters = new RostersApi(unit);
  private final OnDutyApi onDuty = new OnDutyApi(unit);

  @BeforeAll
  static void start_the_product() throws IOException {
    data = Files.createTempDirectory("vigil-client");
    PrintStream out =
        new PrintStream(
            Files.newOutputStream(data.resolve("launcher.log")), true, StandardCharsets.UTF_8);
    vigil = LocalVigil.start(Path.of("../..").toRealPath(), data, OFFSET, out);
  }

  @AfterAll
  static void stop_it() {
    vigil.close();
  }

  private ApiClient client(String role, @Nullable String department) {
    ApiClient client = new ApiClient();
    client.updateBaseUri(vigil.url(Service.DUTY).toString());
    client.setRequestInterceptor(
        (HttpRequest.Builder request) -> {
          request.header("Authorization", "Bearer " + vigil.token(role, department));
          if (position.get() != null) {
            request.setHeader("Vigil-At-Least", position.get());
          }
        });
    client.setResponseInterceptor(
        answer -> answer.headers().firstValue("Vigil-Position").ifPresent(position::set));
    return client;
  }

  private static String key() {
    return UUID.randomUUID().toString();
  }

  private static String month() {
    return MONTH.toString();
  }

  private String person(DirectoryApi directory, String staffNo, String name) throws ApiException {
    return directory
        .directoryPerson(
            new PersonBody().department(UNIT).staffNo(staffNo).name(name).phone("13800000000"),
            null,
            null)
        .getId();
  }

  private DraftItem adjusted(List<ShiftItem> shifts) throws ApiException {
    return rosters.rostersDraft(
        UNIT,
        month(),
        new DraftBody()
            .shifts(
                shifts.stream()
                    .map(
                        it ->
                            new ShiftBody()
                                .post(it.getPost())
                                .person(it.getPerson())
                                .from(it.getFrom())
                                .until(it.getUntil()))
                    .toList()),
        null,
        null);
  }

  /** A shift whose neighbours are not that person's. */
  private static int free(List<ShiftItem> shifts, int from, String person) {
    for (int i = from; i < shifts.size() - 1; i++) {
      if (!shifts.get(i).getPerson().equals(person)
          && !shifts.get(i - 1).getPerson().equals(person)
          && !shifts.get(i + 1).getPerson().equals(person)) {
        return i;
      }
    }
    throw new AssertionError("nobody can help out");
  }

  @Test
  void a_month_is_proposed_adjusted_published_swapped_and_substituted() throws ApiException {
    DirectoryApi directory = new DirectoryApi(office);
    directory.directoryDepartment(
        UNIT,
        new DepartmentBody()
            .name("工会")
            .active(true)
            .head(new HeadBody().name("王静").staffNo("GH-001")),
        null,
        null);
    String head = person(directory, "GH-001", "王静");
    List<String> people = new ArrayList<>(List.of(head));
    for (int i = 2; i <= 6; i++) {
      people.add(person(directory, "GH-00" + i, "李明" + i));
    }
    new DutyCoverageApi(office)
        .dutyCoverageRequire(UNIT, new RequirementBody().from(MONTH.atDay(1)), null, null);

    DraftItem proposal =
        rosters.rostersPropose(
            UNIT,
            month(),
            key(),
            new ProposalBody().pattern(Pattern.FULL_DAY).beginsAt("08:00:00").mode(Mode.FAIR),
            null,
            null);
    assertThat(proposal.getShifts()).hasSize(MONTH.lengthOfMonth());
    assertThat(proposal.getConflicts()).isEmpty();
    assertThat(proposal.getOpen()).isEmpty();

    String helper = people.getLast();
    List<ShiftItem> shifts = proposal.getShifts();
    shifts.get(free(shifts, 10, helper)).setPerson(helper);
    assertThat(adjusted(shifts).getConflicts()).isEmpty();
    rosters.rostersPublish(UNIT, month(), key(), null, null);

    List<ShiftItem> published =
        rosters.rostersOne(UNIT, month(), null, null, null, null).getShifts();
    assertThat(published)
        .extracting(ShiftItem::getPerson)
        .isEqualTo(shifts.stream().map(ShiftItem::getPerson).toList());
    assertThat(covered()).isTrue();

    swap(published, head);
    substitute(head, people.get(2));
    assertThat(covered()).isTrue();
    for (LocalDate day = MONTH.atDay(2);
        !day.isAfter(MONTH.atEndOfMonth());
        day = day.plusDays(1)) {
      assertThat(
              onDuty
                  .onDutyOnDuty(
                      null,
                      day.atTime(LocalTime.NOON).atZone(ZONE).toInstant().toString(),
                      UNIT,
                      null,
                      null,
                      null,
                      null)
                  .getOnDuty())
          .hasSize(1);
    }
    assertThat(
            onDuty
                .onDutyFairness(UNIT, String.valueOf(MONTH.getYear()), null, null)
                .getPeople()
                .stream()
                .mapToInt(LoadItem::getShifts)
                .sum())
        .isEqualTo(MONTH.lengthOfMonth());
  }

  private boolean covered() throws ApiException {
    return new DutyCoverageApi(unit)
        .dutyCoverageCoverage(
            null,
            UNIT,
            MONTH.atDay(2).toString(),
            MONTH.atEndOfMonth().toString(),
            null,
            null,
            null)
        .getDepartments()
        .getFirst()
        .getComplete();
  }

  private void swap(List<ShiftItem> shifts, String head) throws ApiException {
    ShiftItem one = shifts.get(1);
    ShiftItem other = shifts.get(other(shifts, 1));
    String swap =
        rosters
            .rostersRequestSwap(
                UNIT,
                month(),
                key(),
                new SwapBody().shift(one.getId()).otherShift(other.getId()).reason("家事"),
                null,
                null)
            .getId();
    rosters.rostersAcceptSwap(
        UNIT, month(), swap, key(), new AgreementBody().person(other.getPerson()), null, null);
    rosters.rostersApproveSwap(
        UNIT, month(), swap, key(), new AgreementBody().person(head), null, null);

    Map<String, String> now = byShift();
    assertThat(now.get(one.getId())).isEqualTo(other.getPerson());
    assertThat(now.get(other.getId())).isEqualTo(one.getPerson());
  }

  private int other(List<ShiftItem> shifts, int one) {
    for (int i = one + 3; i < shifts.size() - 1; i++) {
      if (free(shifts, i, shifts.get(one).getPerson()) == i
          && free(shifts, one, shifts.get(i).getPerson()) == one) {
        return i;
      }
    }
    throw new AssertionError("nobody can swap");
  }

  private void substitute(String head, String person) throws ApiException {
    List<ShiftItem> shifts = rosters.rostersOne(UNIT, month(), null, null, null, null).getShifts();
    String shift = shifts.get(free(shifts, 5, person)).getId();

    rosters.rostersSubstitute(
        UNIT,
        month(),
        key(),
        new SubstitutionBody().shift(shift).person(person).reason("原值班人就医").approver(head),
        null,
        null);

    assertThat(byShift()).containsEntry(shift, person);
  }

  private Map<String, String> byShift() throws ApiException {
    return rosters.rostersOne(UNIT, month(), null, null, null, null).getShifts().stream()
        .collect(Collectors.toMap(ShiftItem::getId, ShiftItem::getPerson));
  }

  @Test
  void a_wrong_draft_is_refused_with_the_place_of_each_mistake_and_changes_nothing()
      throws ApiException, JsonProcessingException {
    new DirectoryApi(office)
        .directoryDepartment(OTHER, new DepartmentBody().name("团委").active(true), null, null);
    RostersApi theirs = new RostersApi(client("department", OTHER));
    OffsetDateTime day = MONTH.atDay(3).atTime(8, 0).atZone(ZONE).toOffsetDateTime();
    DraftBody wrong =
        new DraftBody()
            .addShiftsItem(new ShiftBody().person("nobody").from(day).until(day.plusHours(8)))
            .addShiftsItem(new ShiftBody().from(day).until(day.plusHours(8)));

    ApiException refused =
        catchThrowableOfType(
            ApiException.class, () -> theirs.rostersDraft(OTHER, month(), wrong, null, null));

    assertThat(refused.getCode()).isEqualTo(400);
    assertThat(problem(refused).getViolations())
        .extracting(ProblemViolationsInner::getPointer)
        .containsExactlyInAnyOrder("/shifts/0/person", "/shifts/1/person");
    assertThat(theirs.rostersOne(OTHER, month(), null, null, null, null).getDraft())
        .isNullOrEmpty();
    assertThat(
            catchThrowableOfType(
                    ApiException.class,
                    () -> rosters.rostersOne(OTHER, month(), null, null, null, null))
                .getCode())
        .isEqualTo(404);
  }

  private Problem problem(ApiException refused) throws JsonProcessingException {
    return unit.getObjectMapper().readValue(refused.getResponseBody(), Problem.class);
  }
}
