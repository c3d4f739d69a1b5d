package org.vigil.edge;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The server's clock, in the microseconds that the log keeps, and the zone of the business. */
@ApplicationScoped
class Clock {

  @Produces
  @DefaultBean
  @ApplicationScoped
  InstantSource system() {
    return new InstantSource() {
      @Override
      public Instant instant() {
        return InstantSource.system().instant().truncatedTo(ChronoUnit.MICROS);
      }
    };
  }

  @Produces
  @DefaultBean
  ZoneId zone(@ConfigProperty(name = "vigil.zone", defaultValue = "Asia/Shanghai") String id) {
    return ZoneId.of(id);
  }
}
