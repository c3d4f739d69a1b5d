package org.vigil.disinfection.terminal.api;

import java.time.Instant;

/** Who disinfects, and by when. */
public interface Cleaners {

  /** The department's code, 机关综合管理科 (3.7). */
  String department();

  /** By when what is asked for now is to be done, by the rule in force. */
  Instant dueAt(Instant now);
}
