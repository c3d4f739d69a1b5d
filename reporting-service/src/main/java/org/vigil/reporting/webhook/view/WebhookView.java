package org.vigil.reporting.webhook.view;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.vigil.eventsourcing.Projection;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.projection.SqlBatch;
import org.vigil.reporting.feed.domain.FeedFilter;
import org.vigil.reporting.webhook.domain.WebhookEndpoint;
import org.vigil.reporting.webhook.domain.WebhookEndpoint.Target;
import org.vigil.reporting.webhook.domain.WebhookEndpoint.WebhookEndpointDied;
import org.vigil.reporting.webhook.domain.WebhookEndpoint.WebhookEndpointRegistered;
import org.vigil.reporting.webhook.domain.WebhookEndpoint.WebhookEndpointRemoved;
import org.vigil.reporting.webhook.domain.WebhookEndpoint.WebhookEndpointRevived;
import org.vigil.reporting.webhook.domain.WebhookEndpoint.WebhookReplayRequested;
import org.vigil.reporting.webhook.domain.WebhookEndpoint.WebhookSecretReplaced;

/**
 * Endpoints as they stand. {@code course} grows whenever sending starts anew from {@code sent_from}
 * (a registration, a replay), so that the sender follows each such order exactly once.
 */
public final class WebhookView implements Projection {

  public static final String NAME = "webhook-endpoint-1";

  private static final String REGISTER =
      """
      insert into webhook_endpoint (name, url, department, level, severity, obligation, change,
        secret_file, generation, dead, course, sent_from, registered_at)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, false, ?, ?, ?)
      on conflict (name) do update set url = excluded.url, department = excluded.department,
        level = excluded.level, severity = excluded.severity, obligation = excluded.obligation,
        change = excluded.change, secret_file = excluded.secret_file,
        generation = excluded.generation, dead = false, course = excluded.course,
        sent_from = excluded.sent_from, registered_at = excluded.registered_at
      """;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> tables() {
    return Set.of("webhook_endpoint");
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(WebhookEndpoint.Event.class);
  }

  @Override
  public void apply(List<Recorded<Object>> events, Connection tx) throws SQLException {
    try (SqlBatch rows = new SqlBatch(tx)) {
      for (Recorded<Object> event : events) {
        if (event.event() instanceof WebhookEndpoint.Event change) {
          apply(event, change, rows);
        }
      }
    }
  }

  private static void apply(Recorded<Object> event, WebhookEndpoint.Event change, SqlBatch rows)
      throws SQLException {
    String name = event.stream().key();
    switch (change) {
      case WebhookEndpointRegistered(Target target, int generation, long after) -> {
        FeedFilter filter = target.filter();
        rows.add(
            REGISTER,
            name,
            target.url(),
            filter.department(),
            filter.level(),
            filter.severity(),
            filter.obligation(),
            filter.change(),
            target.secretFile(),
            generation,
            event.version(),
            after,
            event.recordedAt());
      }
      case WebhookReplayRequested(long after) ->
          rows.add(
              "update webhook_endpoint set course = ?, sent_from = ? where name = ?",
              event.version(),
              after,
              name);
      case WebhookSecretReplaced(int generation) ->
          rows.add("update webhook_endpoint set generation = ? where name = ?", generation, name);
      case WebhookEndpointDied _ ->
          rows.add("update webhook_endpoint set dead = true where name = ?", name);
      case WebhookEndpointRevived _ ->
          rows.add("update webhook_endpoint set dead = false where name = ?", name);
      case WebhookEndpointRemoved _ ->
          rows.add("delete from webhook_endpoint where name = ?", name);
    }
  }
}
