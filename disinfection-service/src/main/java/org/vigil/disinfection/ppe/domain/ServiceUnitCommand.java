package org.vigil.disinfection.ppe.domain;

import java.time.Instant;
import org.vigil.disinfection.ppe.domain.ServiceUnit.Definition;

/** What can be asked of a unit. */
public sealed interface ServiceUnitCommand {

  /**
   * The unit is as said from now on; a shift that is open stays as it was opened.
   *
   * @param now by the server
   */
  record DefineUnit(Definition definition, Instant now) implements ServiceUnitCommand {}

  /** A shift is to be opened. */
  record LetTimePass(Instant dueAt) implements ServiceUnitCommand {}
}
