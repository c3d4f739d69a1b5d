package org.vigil.duty.muster.policy;

import java.util.List;
import org.vigil.duty.muster.domain.Summoned;

/** Who belongs to a department, as the directory knows it. */
@FunctionalInterface
public interface Members {

  /**
   * The department's people in a fixed order.
   *
   * @param position the directory must have come at least this far in the service's own log
   */
  List<Summoned> of(String department, long position);
}
