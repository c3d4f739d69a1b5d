package org.vigil.duty.muster.domain;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vigil.duty.muster.domain.MusterUnitCommand.Excuse;

/** The life of one department's part in a muster. */
public sealed interface MusterUnit {

  /** Nobody has been called. */
  record NotSummoned() implements MusterUnit {}

  /**
   * People are on their way.
   *
   * @param people by their pseudonyms, in the order in which they were called
   * @param warned the stage of the last warning; 0 before the first
   */
  record Gathering(MusterCall call, String department, Map<String, Standing> people, int warned)
      implements MusterUnit {}

  /** The verdict is given; who comes now is late. */
  record Judged(MusterCall call, String department, Map<String, Standing> people)
      implements MusterUnit {}

  /** The muster is over. */
  record StoodDown(MusterCall call, String department, Map<String, Standing> people)
      implements MusterUnit {}

  /** How it stands with one person. */
  record Standing(String name, boolean acknowledged, boolean arrived, @Nullable Excuse excuse) {}
}
