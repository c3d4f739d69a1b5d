package org.vigil.reporting.notice.policy;

import java.util.List;
import java.util.Set;
import org.vigil.eventsourcing.Policy;
import org.vigil.eventsourcing.Recorded;
import org.vigil.reporting.notice.domain.Directive;
import org.vigil.reporting.notice.domain.Directive.CountReaders;
import org.vigil.reporting.notice.domain.Directive.NoticeReadingEnded;
import org.vigil.reporting.notice.view.NoticeReaders;
import org.vigil.reporting.notice.view.NoticeView;
import org.vigil.reporting.parameter.domain.Rules;
import org.vigil.reporting.rows.CaughtUp;

/**
 * When the time to read is over, who was to read is asked of the staff, and who has of the rows.
 */
public final class WhenReadingEndsCountReaders implements Policy {

  private final NoticeReaders readers;
  private final CaughtUp caughtUp;
  private final Rules rules;

  public WhenReadingEndsCountReaders(NoticeReaders readers, CaughtUp caughtUp, Rules rules) {
    this.readers = readers;
    this.caughtUp = caughtUp;
    this.rules = rules;
  }

  @Override
  public String name() {
    return "when-reading-ends-count-readers";
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(NoticeReadingEnded.class);
  }

  @Override
  public List<Intent<?>> react(Recorded<Object> event) {
    if (!(event.event() instanceof NoticeReadingEnded(var audience, var at))) {
      return List.of();
    }
    caughtUp.await(NoticeView.NAME, event.position());
    return List.of(
        new Intent<>(
            event.stream(),
            new CountReaders(
                readers.of(event.stream().key(), audience, at),
                rules.inForce(Directive.READ_PERCENT, at))));
  }
}
