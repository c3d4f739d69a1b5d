package org.vigil.reporting.intake;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Policy;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;
import org.vigil.reporting.absence.domain.Absence;
import org.vigil.reporting.absence.domain.Absence.NoteAbsence;
import org.vigil.reporting.absence.domain.Absence.Source;

/**
 * Duty-service has missed somebody: at a real muster, without an excuse or with one that says that
 * the person is out, or at a shift for the second time, as the first warning is often only a
 * forgotten check-in. Follows what was received.
 */
public final class WhenSomebodyIsAbsentNoteIt implements Policy {

  private static final int STILL_MISSED = 2;

  /** With these somebody may be anywhere: an outing is to be on record (3.4-a). */
  private static final Set<String> OUT = Set.of("OFFICIAL_TRAVEL", "OTHER");

  @Override
  public String name() {
    return "when-somebody-is-absent-note-it";
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(MusterAbsenceFound.class, DutyCheckInMissed.class);
  }

  @Override
  public List<Intent<?>> react(Recorded<Object> recorded) {
    return switch (recorded.event()) {
      case MusterAbsenceFound it when it.kind().equals("REAL") && maybeOut(it.excuse()) ->
          note(recorded, Source.MUSTER, it.musterId(), it.subjectId(), it.department(), it.name());
      case DutyCheckInMissed it when it.stage() == STILL_MISSED ->
          note(recorded, Source.SHIFT, it.shiftId(), it.subjectId(), it.department(), it.name());
      default -> List.of();
    };
  }

  private static boolean maybeOut(@Nullable String excuse) {
    return excuse == null || OUT.contains(excuse);
  }

  private static List<Intent<?>> note(
      Recorded<Object> recorded,
      Source source,
      String sourceId,
      String subjectId,
      String department,
      @Nullable String name) {
    return List.of(
        new Intent<>(
            new StreamId(Absence.CATEGORY.name(), sourceId + ":" + subjectId),
            new NoteAbsence(subjectId, department, name, source, sourceId, recorded.recordedAt())));
  }
}
