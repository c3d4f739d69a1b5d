package org.vigil.duty.post.domain;

import java.time.Instant;
import java.util.List;
import org.vigil.duty.post.domain.PostEvent.ExitUnguarded;
import org.vigil.duty.post.domain.PostEvent.ExitWatched;
import org.vigil.duty.post.domain.PostEvent.GuardCheckInExpired;
import org.vigil.duty.post.domain.PostEvent.GuardDutySet;
import org.vigil.duty.post.domain.PostEvent.GuardGapEnded;
import org.vigil.duty.post.domain.PostEvent.GuardLeftPost;
import org.vigil.duty.post.domain.PostEvent.GuardPostManned;
import org.vigil.duty.post.domain.PostEvent.GuardPostVacated;
import org.vigil.eventsourcing.Recorded;

/** What was true of a post: a gap holds from when it began, whenever a deadline found it. */
public final class PostInHindsight {

  private PostInHindsight() {}

  /** The events whose effects held at an instant, in the order of recording. */
  public static List<PostEvent> trueAt(Instant instant, List<Recorded<PostEvent>> known) {
    return known.stream()
        .filter(event -> !happenedAt(event).isAfter(instant))
        .map(Recorded::event)
        .toList();
  }

  private static Instant happenedAt(Recorded<PostEvent> event) {
    return switch (event.event()) {
      case ExitWatched watched -> watched.at();
      case GuardDutySet duty -> duty.from();
      case GuardPostManned manned -> manned.at();
      case GuardLeftPost left -> left.at();
      case GuardCheckInExpired expired -> expired.at();
      case GuardPostVacated gap -> gap.since();
      case ExitUnguarded _ -> event.recordedAt();
      case GuardGapEnded gap -> gap.until();
    };
  }
}
