package org.vigil.disinfection.wiring;

import static org.vigil.edge.PolicyDefault.Kind.TIME_OF_DAY;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.vigil.disinfection.meal.api.Canteen;
import org.vigil.disinfection.meal.domain.Meal;
import org.vigil.disinfection.meal.domain.MealDecider;
import org.vigil.disinfection.meal.view.MealView;
import org.vigil.edge.Capability;
import org.vigil.edge.Policies;
import org.vigil.edge.PolicyDefault;
import org.vigil.edge.PolicyDefaults;
import org.vigil.eventsourcing.runtime.EventSourcing;

/** Meals that are brought to somebody apart. */
@ApplicationScoped
class MealParts implements Capability {

  private static final String BREAKFAST_BY = "disinfection.separate-breakfast-by";
  private static final String LUNCH_BY = "disinfection.separate-lunch-by";
  private static final String DINNER_BY = "disinfection.separate-dinner-by";

  private final Policies policies;
  private final ZoneId zone;
  private final String department;

  @Inject
  MealParts(
      Policies policies,
      ZoneId zone,
      @ConfigProperty(name = "vigil.canteen-department", defaultValue = "JYGL") String department) {
    this.policies = policies;
    this.zone = zone;
    this.department = department;
  }

  @Produces
  @Singleton
  PolicyDefaults parameters() {
    return new PolicyDefaults(
        List.of(
            new PolicyDefault(BREAKFAST_BY, TIME_OF_DAY, "09:00", "3.8"),
            new PolicyDefault(LUNCH_BY, TIME_OF_DAY, "13:30", "3.8"),
            new PolicyDefault(DINNER_BY, TIME_OF_DAY, "19:30", "3.8")));
  }

  @Produces
  @Singleton
  Canteen canteen() {
    return new Canteen() {
      @Override
      public String department() {
        return department;
      }

      @Override
      public Instant dueAt(LocalDate day, Meal meal) {
        ZonedDateTime midnight = day.atStartOfDay(zone);
        int minutes = policies.minutesOfDay(by(meal), midnight.toInstant());
        return midnight.plusMinutes(minutes).toInstant();
      }
    };
  }

  private static String by(Meal meal) {
    return switch (meal) {
      case BREAKFAST -> BREAKFAST_BY;
      case LUNCH -> LUNCH_BY;
      case DINNER -> DINNER_BY;
    };
  }

  @Override
  public void contribute(EventSourcing.Builder builder) {
    builder.category(MealDecider.CATEGORY).follow(new MealView());
  }
}
