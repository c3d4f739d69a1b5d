package org.vigil.disinfection.order.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.vigil.disinfection.order.domain.OrderedBy;
import org.vigil.edge.Caller;
import org.vigil.edge.Problem;
import org.vigil.edge.Roles;

/** Who may order for a department, and who may find what was ordered. */
@ApplicationScoped
public class Orderers {

  private final Caller caller;

  @Inject
  Orderers(Caller caller) {
    this.caller = caller;
  }

  /** For CDI's proxy. */
  @SuppressWarnings("NullAway")
  protected Orderers() {
    this.caller = null;
  }

  /**
   * As whom the caller orders for a department.
   *
   * @param provider the department that carries it out
   * @throws Problem 403 for every other department
   */
  public OrderedBy by(String department, String provider) {
    if (caller.has(Roles.OFFICE)) {
      return OrderedBy.OFFICE;
    }
    Optional<String> own = caller.department();
    if (own.filter(provider::equals).isPresent() && !provider.equals(department)) {
      return OrderedBy.PROVIDER;
    }
    caller.mustActFor(department);
    return OrderedBy.DEPARTMENT;
  }

  /**
   * Whether the caller may find an order: whoever asked for it, who carries it out, and who reads
   * all.
   *
   * @throws Problem 404 for everybody else
   */
  public void mustFind(String department, String provider) {
    if (caller.isAnothers(department) && caller.isAnothers(provider)) {
      throw Problem.notFound();
    }
  }

  /** Whether the caller only carries the order out, and needs to know no more than that takes. */
  public boolean isProviderOnly(String department) {
    return caller.isAnothers(department);
  }
}
