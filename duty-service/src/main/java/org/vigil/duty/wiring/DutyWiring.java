package org.vigil.duty.wiring;

import static org.vigil.edge.PolicyDefault.Kind.DURATION;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.vigil.duty.directory.api.ResponsibilityHandovers;
import org.vigil.duty.directory.domain.Department;
import org.vigil.duty.directory.domain.DepartmentsImport;
import org.vigil.duty.directory.domain.Exit;
import org.vigil.duty.directory.domain.PeopleImport;
import org.vigil.duty.directory.domain.Person;
import org.vigil.duty.directory.policy.WhenDepartmentsImportedListThem;
import org.vigil.duty.directory.policy.WhenPeopleImportedRegisterThem;
import org.vigil.duty.directory.view.DirectoryView;
import org.vigil.duty.directory.view.MemberView;
import org.vigil.duty.visitor.api.Visitors;
import org.vigil.duty.visitor.domain.EvacuationList;
import org.vigil.duty.visitor.domain.VisitDecider;
import org.vigil.duty.visitor.view.VisitView;
import org.vigil.edge.Capability;
import org.vigil.edge.PolicyDefault;
import org.vigil.edge.PolicyDefaults;
import org.vigil.edge.PolicyParameterDecided;
import org.vigil.edge.PolicyParametersView;
import org.vigil.eventsourcing.runtime.EventSourcing;

/** What duty-service consists of. */
@ApplicationScoped
class DutyWiring implements Capability {

  @Override
  public void contribute(EventSourcing.Builder builder) {
    builder
        .category(Department.CATEGORY)
        .category(DepartmentsImport.CATEGORY)
        .category(Person.CATEGORY)
        .category(PeopleImport.CATEGORY)
        .category(Exit.CATEGORY)
        .category(VisitDecider.CATEGORY)
        .category(EvacuationList.CATEGORY)
        .reads("reporting", PolicyParameterDecided.class)
        .follow(new DirectoryView())
        .follow(new MemberView())
        .follow(new VisitView())
        .react(new WhenDepartmentsImportedListThem())
        .react(new WhenPeopleImportedRegisterThem())
        .followReceived(new PolicyParametersView());
  }

  @Produces
  @Singleton
  PolicyDefaults parameters() {
    List<PolicyDefault> parameters = new ArrayList<>(Visitors.PARAMETERS);
    parameters.add(
        new PolicyDefault(ResponsibilityHandovers.ANSWER_WITHIN, DURATION, "PT24H", "4.2"));
    return new PolicyDefaults(parameters);
  }
}
