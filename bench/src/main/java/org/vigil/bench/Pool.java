package org.vigil.bench;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;

/** Keeps connections open between their uses, as many as a service's pool has. */
final class Pool {

  private static final int MOST = 40;

  private Pool() {}

  static DataSource of(DataSource database) {
    Semaphore places = new Semaphore(MOST);
    Queue<Connection> idle = new ConcurrentLinkedQueue<>();
    return (DataSource)
        Proxy.newProxyInstance(
            Pool.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (_, method, arguments) -> {
              if (!method.getName().equals("getConnection")) {
                return method.invoke(database, arguments);
              }
              places.acquire();
              Connection kept = idle.poll();
              return lend(kept == null ? database.getConnection() : kept, idle, places);
            });
  }

  private static Object lend(Connection connection, Queue<Connection> idle, Semaphore places) {
    return Proxy.newProxyInstance(
        Pool.class.getClassLoader(),
        new Class<?>[] {Connection.class},
        (_, method, arguments) -> {
          if (method.getName().equals("close")) {
            idle.add(connection);
            places.release();
            return null;
          }
          try {
            return method.invoke(connection, arguments);
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        });
  }
}
