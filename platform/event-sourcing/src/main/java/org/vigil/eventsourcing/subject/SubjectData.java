package org.vigil.eventsourcing.subject;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.subject.SubjectDataEvent.SubjectErasurePostponed;
import org.vigil.eventsourcing.subject.SubjectDataEvent.SubjectHeld;

/**
 * What is decided about one person's data. It has no stages: a person who was forgotten may come
 * again, and be held, and be forgotten again.
 *
 * @param holds what holds it at present, by the holds' ids
 * @param erasures the ids of all erasures, with whether each is completed
 * @param postponed what waits for the last release; null for nothing
 */
record SubjectData(
    String subjectId,
    Map<String, SubjectHeld> holds,
    Map<String, Boolean> erasures,
    @Nullable SubjectErasurePostponed postponed) {

  SubjectData {
    holds = Map.copyOf(holds);
    erasures = Map.copyOf(erasures);
  }

  static final SubjectData NOTHING = new SubjectData("", Map.of(), Map.of(), null);

  SubjectData after(SubjectDataEvent event) {
    return switch (event) {
      case SubjectDataEvent.SubjectErased(var subject, var id, _, _, _, _) ->
          new SubjectData(subject, holds, with(id, false), null);
      case SubjectErasurePostponed later ->
          new SubjectData(later.subjectId(), holds, erasures, later);
      case SubjectDataEvent.SubjectErasureCompleted(var subject, var id) ->
          new SubjectData(subject, holds, with(id, true), postponed);
      case SubjectHeld held -> {
        Map<String, SubjectHeld> more = new LinkedHashMap<>(holds);
        more.put(held.holdId(), held);
        yield new SubjectData(held.subjectId(), more, erasures, postponed);
      }
      case SubjectDataEvent.SubjectHoldReleased released -> {
        Map<String, SubjectHeld> fewer = new LinkedHashMap<>(holds);
        fewer.remove(released.holdId());
        yield new SubjectData(released.subjectId(), fewer, erasures, postponed);
      }
    };
  }

  private Map<String, Boolean> with(String erasureId, boolean completed) {
    Map<String, Boolean> more = new LinkedHashMap<>(erasures);
    more.put(erasureId, completed);
    return more;
  }
}
