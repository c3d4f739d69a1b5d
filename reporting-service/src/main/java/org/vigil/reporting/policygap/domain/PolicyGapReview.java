package org.vigil.reporting.policygap.domain;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.Category.DueCommand;
import org.vigil.eventsourcing.DeadlineRule.Change;
import org.vigil.eventsourcing.Decider;
import org.vigil.eventsourcing.Decision;
import org.vigil.eventsourcing.EventType;
import org.vigil.eventsourcing.Upcaster;
import org.vigil.reporting.parameter.domain.Rule;

/**
 * The recurring look for parameters that nobody has decided.
 *
 * @param nextReviewAt null before the first one
 */
public record PolicyGapReview(@Nullable Instant nextReviewAt) {

  public static final String CATEGORY = "policy-gap-review";

  /** There is one register, and so one stream. */
  public static final String KEY = "register";

  /** How often the register goes to the leading group. */
  public static final String EVERY = "reporting.policy-gap-review-every";

  private static final String REVIEW = "review";

  /**
   * Lists what is still a default.
   *
   * @param parameters their names
   * @param every how often, as it holds now
   */
  public record ListPolicyGaps(List<String> parameters, Rule every, Instant now) {
    public ListPolicyGaps {
      parameters = List.copyOf(parameters);
    }
  }

  /**
   * 方案参数缺口清单: these times and numbers are nobody's decision yet; none is a good answer too.
   *
   * @param unwatched the obligations whose 及时 or 定期 has no parameter, as nothing watches it yet
   */
  @EventType(value = "policy-gaps-listed", version = 2, upcasters = SaidNothingOfTheUnwatched.class)
  public record PolicyGapsListed(
      List<String> parameters,
      List<String> unwatched,
      Instant listedAt,
      Instant nextReviewAt,
      Rule every) {
    public PolicyGapsListed {
      parameters = List.copyOf(parameters);
      unwatched = List.copyOf(unwatched);
    }

    /** Whether there is nothing to decide. */
    public boolean isEmpty() {
      return parameters.isEmpty() && unwatched.isEmpty();
    }
  }

  /** What had no parameter was not listed. */
  static final class SaidNothingOfTheUnwatched implements Upcaster {
    @Override
    public Map<String, Object> upcast(Map<String, Object> fields) {
      fields.put("unwatched", List.of());
      return fields;
    }
  }

  /**
   * @param due the command of a review, which says what is still a default
   */
  public static Category<ListPolicyGaps, PolicyGapReview, PolicyGapsListed> category(
      DueCommand<ListPolicyGaps> due) {
    return new Category<>(
        CATEGORY,
        new Reviews(),
        PolicyGapsListed.class,
        event -> List.of(new Change.Schedule(REVIEW, event.nextReviewAt())),
        due);
  }

  /** One review after the other, none twice. */
  public static final class Reviews
      implements Decider<ListPolicyGaps, PolicyGapReview, PolicyGapsListed> {

    @Override
    public PolicyGapReview initialState() {
      return new PolicyGapReview(null);
    }

    @Override
    public Decision<PolicyGapsListed> decide(ListPolicyGaps command, PolicyGapReview state) {
      Instant next = state.nextReviewAt();
      return next != null && command.now().isBefore(next)
          ? Decision.accept()
          : Decision.accept(
              new PolicyGapsListed(
                  command.parameters(),
                  Unwatched.obligations(),
                  command.now(),
                  command.now().plus(command.every().duration()),
                  command.every()));
    }

    @Override
    public PolicyGapReview evolve(PolicyGapReview state, PolicyGapsListed event) {
      return new PolicyGapReview(event.nextReviewAt());
    }
  }
}
