package org.vigil.duty.wiring;

import static org.vigil.edge.PolicyDefault.Kind.DURATION;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BiFunction;
import org.vigil.duty.calendar.view.WorkingCalendar;
import org.vigil.duty.post.api.GuardPosts.Clockworks;
import org.vigil.duty.post.domain.Post;
import org.vigil.duty.post.domain.PostCommand;
import org.vigil.duty.post.domain.PostCommand.Clockwork;
import org.vigil.duty.post.domain.PostCommand.Working;
import org.vigil.duty.post.domain.PostDecider;
import org.vigil.duty.post.domain.PostEvent;
import org.vigil.duty.post.policy.WhenExitRegisteredWatchIt;
import org.vigil.duty.post.view.PostView;
import org.vigil.edge.Capability;
import org.vigil.edge.Policies;
import org.vigil.edge.PolicyDefault;
import org.vigil.edge.PolicyDefaults;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.runtime.EventSourcing;

/** Guards at the exits. */
@ApplicationScoped
class PostParts implements Capability {

  static final String HEAD_AFTER = "duty.unguarded-head-after";
  static final String OFFICE_AFTER = "duty.unguarded-office-after";
  static final String CHECK_IN_HOLDS = "duty.guard-check-in-holds";

  private final WorkingCalendar calendar;
  private final Policies policies;
  private final InstantSource clock;

  @Inject
  PostParts(WorkingCalendar calendar, Policies policies, InstantSource clock) {
    this.calendar = calendar;
    this.policies = policies;
    this.clock = clock;
  }

  @Produces
  @Singleton
  PolicyDefaults parameters() {
    return new PolicyDefaults(
        List.of(
            new PolicyDefault(HEAD_AFTER, DURATION, "PT5M", "3.3"),
            new PolicyDefault(OFFICE_AFTER, DURATION, "PT15M", "3.3"),
            new PolicyDefault(CHECK_IN_HOLDS, DURATION, "PT12H", "3.3")));
  }

  @Produces
  @Singleton
  Clockworks clockworks() {
    return clockworks(calendar, policies::duration);
  }

  @Produces
  @Singleton
  Category<PostCommand, Post, PostEvent> category() {
    return PostDecider.category(clockworks());
  }

  /** Without CDI. */
  static Clockworks clockworks(
      WorkingCalendar calendar, BiFunction<String, Instant, Duration> rule) {
    return at ->
        new Clockwork(
            switch (calendar.at(at)) {
              case WORKING -> Working.YES;
              case NOT_WORKING -> Working.NO;
              case UNKNOWN -> Working.UNKNOWN;
            },
            calendar.nextChange(at),
            rule.apply(HEAD_AFTER, at),
            rule.apply(OFFICE_AFTER, at),
            rule.apply(CHECK_IN_HOLDS, at));
  }

  @Override
  public void contribute(EventSourcing.Builder builder) {
    contribute(builder, category(), clock, clockworks());
  }

  /** Without CDI. */
  static void contribute(
      EventSourcing.Builder builder,
      Category<PostCommand, Post, PostEvent> category,
      InstantSource clock,
      Clockworks clockworks) {
    builder
        .category(category)
        .follow(new PostView())
        .react(new WhenExitRegisteredWatchIt(clock, clockworks));
  }
}
