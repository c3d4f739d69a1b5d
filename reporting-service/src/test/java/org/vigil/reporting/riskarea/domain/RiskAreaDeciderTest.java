package org.vigil.reporting.riskarea.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigil.testing.DeciderSpecification.given;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.vigil.eventsourcing.DeadlineRule.Change;
import org.vigil.eventsourcing.Decision;
import org.vigil.reporting.riskarea.domain.RiskArea.Level;
import org.vigil.reporting.riskarea.domain.RiskAreaCommand.BringIntoForce;
import org.vigil.reporting.riskarea.domain.RiskAreaCommand.ReplaceRiskAreas;
import org.vigil.reporting.riskarea.domain.RiskAreaEvent.RiskAreaListCameIntoForce;
import org.vigil.reporting.riskarea.domain.RiskAreaEvent.RiskAreaListReplaced;
import org.vigil.reporting.riskarea.domain.RiskAreaEvent.RiskAreasListed;

class RiskAreaDeciderTest {

  private static final RiskAreaDecider DECIDER = new RiskAreaDecider();
  private static final Instant FROM = Instant.parse("2022-10-05T00:00:00Z");
  private static final RiskArea VILLAGE = new RiskArea("130102", "某村", Level.MEDIUM);
  private static final RiskArea STREET = new RiskArea("110105", "某街道", Level.LOW);

  private static ReplaceRiskAreas list(RiskArea... areas) {
    return new ReplaceRiskAreas(FROM, "国务院客户端", List.of(areas));
  }

  private static RiskAreaListReplaced replaced(int revision, RiskArea... areas) {
    return new RiskAreaListReplaced(
        FROM, revision, "国务院客户端", areas.length, RiskAreaDecider.digest(List.of(areas)));
  }

  @Test
  void a_list_is_kept_with_its_entries() {
    given(DECIDER)
        .when(list(VILLAGE, STREET))
        .then(replaced(1, VILLAGE, STREET), new RiskAreasListed(1, 1, List.of(VILLAGE, STREET)));
  }

  @Test
  void an_empty_list_says_that_nothing_is_a_risk_area_any_more() {
    given(DECIDER).when(list()).then(replaced(1));
  }

  @Test
  void the_same_list_in_another_order_changes_nothing() {
    given(DECIDER, replaced(1, VILLAGE, STREET)).when(list(STREET, VILLAGE)).thenNothingHappened();
  }

  @Test
  void a_list_that_was_wrong_is_put_right_by_a_new_revision() {
    given(DECIDER, replaced(1, VILLAGE), new RiskAreaListCameIntoForce(FROM, 1))
        .when(list(STREET))
        .then(replaced(2, STREET), new RiskAreasListed(2, 1, List.of(STREET)));
  }

  @Test
  void a_list_comes_into_force_when_its_instant_comes() {
    given(DECIDER, replaced(1, VILLAGE))
        .when(new BringIntoForce(FROM))
        .then(new RiskAreaListCameIntoForce(FROM, 1));
  }

  @Test
  void a_list_comes_into_force_once() {
    given(DECIDER, replaced(1, VILLAGE), new RiskAreaListCameIntoForce(FROM, 1))
        .when(new BringIntoForce(FROM))
        .thenNothingHappened();
  }

  @Test
  void a_new_revision_comes_into_force_as_well() {
    given(
            DECIDER,
            replaced(1, VILLAGE),
            new RiskAreaListCameIntoForce(FROM, 1),
            replaced(2, STREET))
        .when(new BringIntoForce(FROM))
        .then(new RiskAreaListCameIntoForce(FROM, 2));
  }

  @Test
  void a_list_waits_for_its_instant() {
    List<Change> changes = RiskAreaDecider.CATEGORY.deadlines().after(replaced(1, VILLAGE));
    assertThat(changes).containsExactly(new Change.Schedule("revision-1-comes-into-force", FROM));
  }

  @Test
  void a_list_of_5000_travels_in_parts_that_fit_a_message() {
    RiskArea[] areas =
        IntStream.range(0, 5_000)
            .mapToObj(i -> new RiskArea("130102", "第" + i + "处", Level.HIGH))
            .toArray(RiskArea[]::new);

    Decision<RiskAreaEvent> decision = DECIDER.decide(list(areas), DECIDER.initialState());

    List<RiskAreaEvent> events = ((Decision.Accepted<RiskAreaEvent>) decision).events();
    assertThat(events).hasSize(11);
    assertThat(events.subList(1, 11))
        .flatExtracting(part -> ((RiskAreasListed) part).areas())
        .containsExactly(areas);
  }
}
