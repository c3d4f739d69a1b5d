package org.vigil.local;

/** The four services. */
public enum Service {
  DUTY(8081),
  SUPPLIES(8082),
  DISINFECTION(8083),
  REPORTING(8084);

  private final int port;

  Service(int port) {
    this.port = port;
  }

  int port() {
    return port;
  }

  /** Its short name, which is also its database's. */
  String shortName() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /** Its folder and how people call it. */
  String directory() {
    return shortName() + "-service";
  }
}
