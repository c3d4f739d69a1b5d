package org.vigil.local;

import java.nio.file.Path;
import org.vigil.testing.infra.RealKafka;

/** Kafka in a process of its own. Arguments: folder, port, the controller's port. */
final class Broker {

  private Broker() {}

  public static void main(String[] arguments) throws InterruptedException {
    RealKafka kafka =
        RealKafka.start(
            Path.of(arguments[0]), Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
    Runtime.getRuntime().addShutdownHook(new Thread(kafka::close));
    Thread.currentThread().join();
  }
}
