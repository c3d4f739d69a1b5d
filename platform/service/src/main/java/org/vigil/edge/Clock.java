package org.vigil.edge;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.InstantSource;
import java.time.ZoneId;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The server's clock and the zone of the business. */
@ApplicationScoped
class Clock {

  @Produces
  @DefaultBean
  @ApplicationScoped
  InstantSource system() {
    return new InstantSource() {
      @Override
      public java.time.Instant instant() {
        return InstantSource.system().instant();
      }
    };
  }

  @Produces
  @DefaultBean
  ZoneId zone(@ConfigProperty(name = "vigil.zone", defaultValue = "Asia/Shanghai") String id) {
    return ZoneId.of(id);
  }
}
