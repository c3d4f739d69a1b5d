package org.vigil.reporting.webhook.domain;

import static org.vigil.reporting.CitedRules.within;
import static org.vigil.testing.DeciderSpecification.given;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.vigil.reporting.feed.domain.FeedFilter;
import org.vigil.reporting.parameter.domain.Rule;
import org.vigil.reporting.webhook.domain.WebhookEndpoint.No;
import org.vigil.reporting.webhook.domain.WebhookEndpoint.Register;
import org.vigil.reporting.webhook.domain.WebhookEndpoint.Remove;
import org.vigil.reporting.webhook.domain.WebhookEndpoint.ReplaceSecret;
import org.vigil.reporting.webhook.domain.WebhookEndpoint.Replay;
import org.vigil.reporting.webhook.domain.WebhookEndpoint.ReportAlive;
import org.vigil.reporting.webhook.domain.WebhookEndpoint.ReportDead;
import org.vigil.reporting.webhook.domain.WebhookEndpoint.Rules;
import org.vigil.reporting.webhook.domain.WebhookEndpoint.Target;
import org.vigil.reporting.webhook.domain.WebhookEndpoint.WebhookEndpointDied;
import org.vigil.reporting.webhook.domain.WebhookEndpoint.WebhookEndpointRegistered;
import org.vigil.reporting.webhook.domain.WebhookEndpoint.WebhookEndpointRemoved;
import org.vigil.reporting.webhook.domain.WebhookEndpoint.WebhookEndpointRevived;
import org.vigil.reporting.webhook.domain.WebhookEndpoint.WebhookReplayRequested;
import org.vigil.reporting.webhook.domain.WebhookEndpoint.WebhookSecretReplaced;
import org.vigil.reporting.webhook.domain.WebhookEndpoint.Why;

class WebhookEndpointTest {

  private static final Rules RULES = new Rules();
  private static final Instant NOW = Instant.parse("2022-11-03T06:05:00Z");
  private static final Target TARGET =
      new Target("oa", "https://oa.example/hooks", FeedFilter.ALL, null);
  private static final WebhookEndpointRegistered REGISTERED =
      new WebhookEndpointRegistered(TARGET, 1, 40);
  private static final Rule RULE = within(Duration.ofHours(1));
  private static final WebhookEndpointDied DIED =
      new WebhookEndpointDied("oa", NOW, 40, Why.NOT_TAKEN, RULE);

  @Test
  void a_name_is_taken_once() {
    given(RULES).when(new Register(TARGET, 40)).then(REGISTERED);
    given(RULES, REGISTERED).when(new Register(TARGET, 40)).thenRefused(No.WEBHOOK_ENDPOINT_EXISTS);
  }

  @Test
  void a_name_that_comes_back_never_signs_with_the_old_secret() {
    given(RULES, REGISTERED, new WebhookEndpointRemoved("oa"))
        .when(new Register(TARGET, 50))
        .then(new WebhookEndpointRegistered(TARGET, 2, 50));
  }

  @Test
  void a_death_is_told_once_and_so_is_the_revival() {
    ReportDead dead = new ReportDead(NOW, 40, Why.NOT_TAKEN, RULE);
    WebhookEndpointRevived revived = new WebhookEndpointRevived("oa", 41);
    given(RULES, REGISTERED).when(dead).then(DIED);
    given(RULES, REGISTERED, DIED).when(dead).thenNothingHappened();
    given(RULES, REGISTERED, DIED).when(new ReportAlive(41)).then(revived);
    given(RULES, REGISTERED, DIED, revived).when(new ReportAlive(42)).thenNothingHappened();
  }

  @Test
  void a_secret_is_replaced_here_only_where_it_was_made_here() {
    given(RULES, REGISTERED).when(new ReplaceSecret()).then(new WebhookSecretReplaced(2));
    Target withFile = new Target("oa", "https://oa.example/hooks", FeedFilter.ALL, "oa.whsec");
    given(RULES, new WebhookEndpointRegistered(withFile, 1, 40))
        .when(new ReplaceSecret())
        .thenRefused(No.WEBHOOK_SECRET_IN_FILE);
  }

  @Test
  void what_was_removed_is_not_sent_to() {
    WebhookEndpointRemoved removed = new WebhookEndpointRemoved("oa");
    given(RULES, REGISTERED).when(new Remove()).then(removed);
    given(RULES, REGISTERED).when(new Replay(3)).then(new WebhookReplayRequested(3));
    given(RULES, REGISTERED, removed).when(new Replay(3)).thenRefused(No.WEBHOOK_ENDPOINT_UNKNOWN);
    given(RULES, REGISTERED, removed)
        .when(new ReportDead(NOW, 40, Why.GONE, null))
        .thenNothingHappened();
  }
}
