package org.vigil.reporting.feed.domain;

import static org.vigil.reporting.CitedRules.within;
import static org.vigil.testing.DeciderSpecification.given;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.vigil.reporting.feed.domain.FeedConsumer.FeedConsumerFellSilent;
import org.vigil.reporting.feed.domain.FeedConsumer.FeedConsumerHeardAgain;
import org.vigil.reporting.feed.domain.FeedConsumer.FeedConsumerRegistered;
import org.vigil.reporting.feed.domain.FeedConsumer.FeedConsumerRetired;
import org.vigil.reporting.feed.domain.FeedConsumer.FeedConsumerWatchProlonged;
import org.vigil.reporting.feed.domain.FeedConsumer.Hear;
import org.vigil.reporting.feed.domain.FeedConsumer.LetSilencePass;
import org.vigil.reporting.feed.domain.FeedConsumer.No;
import org.vigil.reporting.feed.domain.FeedConsumer.Register;
import org.vigil.reporting.feed.domain.FeedConsumer.Retire;
import org.vigil.reporting.feed.domain.FeedConsumer.Rules;
import org.vigil.reporting.parameter.domain.Rule;

class FeedConsumerTest {

  private static final Rules RULES = new Rules();
  private static final Instant NOW = Instant.parse("2022-11-03T06:05:00Z");
  private static final Duration AFTER = Duration.ofMinutes(10);
  private static final Rule RULE = within(AFTER);
  private static final FeedConsumerRegistered REGISTERED =
      new FeedConsumerRegistered("oa", "office", NOW, NOW.plus(AFTER));
  private static final FeedConsumerFellSilent SILENT =
      new FeedConsumerFellSilent("oa", 7, NOW, AFTER, RULE);

  @Test
  void a_consumer_is_watched_from_its_registration_on() {
    given(RULES).when(new Register("oa", "office", NOW, AFTER)).then(REGISTERED);
    given(RULES, REGISTERED).when(new Register("oa", "office", NOW, AFTER)).thenNothingHappened();
  }

  @Test
  void a_name_belongs_to_who_took_it() {
    given(RULES, REGISTERED)
        .when(new Register("oa", "another", NOW, AFTER))
        .thenRefused(No.FEED_CONSUMER_OF_ANOTHER);
  }

  @Test
  void one_that_was_never_heard_falls_silent_from_its_registration() {
    given(RULES, REGISTERED).when(new LetSilencePass(NOW.plus(AFTER), null, 7, RULE)).then(SILENT);
  }

  @Test
  void one_that_was_heard_meanwhile_is_waited_for() {
    Instant heard = NOW.plusSeconds(400);
    given(RULES, REGISTERED)
        .when(new LetSilencePass(NOW.plus(AFTER), heard, 7, RULE))
        .then(new FeedConsumerWatchProlonged("oa", heard.plus(AFTER)));
  }

  @Test
  void silence_is_told_once_and_so_is_the_return() {
    Instant later = NOW.plus(AFTER).plus(AFTER);
    given(RULES, REGISTERED, SILENT)
        .when(new LetSilencePass(later, NOW, 7, RULE))
        .thenNothingHappened();
    FeedConsumerHeardAgain back = new FeedConsumerHeardAgain("oa", later, later.plus(AFTER));
    given(RULES, REGISTERED, SILENT).when(new Hear(later, AFTER)).then(back);
    given(RULES, REGISTERED, SILENT, back).when(new Hear(later, AFTER)).thenNothingHappened();
  }

  @Test
  void one_that_was_taken_out_is_not_missed() {
    given(RULES, REGISTERED).when(new Retire()).then(new FeedConsumerRetired("oa"));
    given(RULES, REGISTERED, new FeedConsumerRetired("oa"))
        .when(new LetSilencePass(NOW.plus(AFTER), null, 0, RULE))
        .thenNothingHappened();
    given(RULES, REGISTERED, new FeedConsumerRetired("oa"))
        .when(new Retire())
        .thenRefused(No.FEED_CONSUMER_UNKNOWN);
  }
}
