package org.vigil.reporting.wiring;

import static org.vigil.edge.PolicyDefault.Kind.DATE;
import static org.vigil.edge.PolicyDefault.Kind.DURATION;
import static org.vigil.edge.PolicyDefault.Kind.NUMBER;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.ZoneId;
import org.vigil.edge.Capability;
import org.vigil.edge.PolicyDefault;
import org.vigil.eventsourcing.runtime.EventSourcing;
import org.vigil.reporting.exposure.api.ExposureResource;
import org.vigil.reporting.exposure.domain.ExposureReportDecider;
import org.vigil.reporting.exposure.domain.HealthObservation;
import org.vigil.reporting.exposure.policy.WhenExposureReportedObserve;
import org.vigil.reporting.exposure.view.ExposureView;

/** What contacts, returnees and their observation consist of. */
@ApplicationScoped
class ExposureParts implements Capability {

  /** The time to report from the moment that the department knew. Beyond it is 缓报. */
  static final PolicyDefault REPORT_WITHIN =
      new PolicyDefault("reporting.exposure-report-within", DURATION, "PT30M", "3.11");

  /** 5+3 days by the 二十条. */
  static final PolicyDefault CLOSE_CONTACT_DAYS =
      new PolicyDefault("reporting.observe-close-contact-days", NUMBER, "8", "3.11");

  static final PolicyDefault SECONDARY_CONTACT_DAYS =
      new PolicyDefault("reporting.observe-secondary-contact-days", NUMBER, "7", "3.11");

  /** 7 days at home after an area of high risk, by the 二十条. */
  static final PolicyDefault RETURNEE_DAYS =
      new PolicyDefault("reporting.observe-returnee-days", NUMBER, "7", "3.11");

  /**
   * The first day on which 次密接 is no longer judged: 2022-11-11 by the 二十条, as read in re-posts of
   * the text by Xinhua; not in the plan.
   */
  static final PolicyDefault SECONDARY_CONTACTS_UNTIL =
      new PolicyDefault(ExposureResource.SECONDARY_CONTACTS_UNTIL, DATE, "2022-11-11", "3.11");

  private final ZoneId zone;

  @Inject
  ExposureParts(ZoneId zone) {
    this.zone = zone;
  }

  @Override
  public void contribute(EventSourcing.Builder builder) {
    contribute(builder, zone);
  }

  /** Without CDI. */
  static void contribute(EventSourcing.Builder builder, ZoneId zone) {
    builder
        .category(ExposureReportDecider.CATEGORY)
        .category(HealthObservation.CATEGORY)
        .follow(new ExposureView())
        .react(new WhenExposureReportedObserve(zone));
  }
}
