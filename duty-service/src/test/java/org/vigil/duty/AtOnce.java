package org.vigil.duty;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Many callers at once. */
public final class AtOnce {

  /** How many the service's paths have to bear. */
  public static final int CALLERS = 64;

  private AtOnce() {}

  /** What each of the callers got, in the order of their numbers from 0 on. */
  public static <T> List<T> callers(IntFunction<T> call) throws Exception {
    return callers(CALLERS, call);
  }

  /** The same of another number of calls, as many at once as there are callers. */
  public static <T> List<T> callers(int calls, IntFunction<T> call) throws Exception {
    List<T> answers = new ArrayList<>();
    try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
      List<Callable<T>> all =
          IntStream.range(0, calls).<Callable<T>>mapToObj(i -> () -> call.apply(i)).toList();
      for (Future<T> answer : callers.invokeAll(all)) {
        answers.add(answer.get());
      }
    }
    return answers;
  }
}
