package org.vigil.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vigil.local.LocalVigil;
import org.vigil.local.Service;

/** Where the processor's time goes: what each process of the product used between two moments. */
final class Cpu {

  /** Linux counts in hundredths of a second. */
  private static final double MILLIS_PER_TICK = 10;

  private final Map<String, Double> millis = new LinkedHashMap<>();
  private final long at = System.nanoTime();

  private Cpu() {}

  static Cpu now(LocalVigil vigil) throws IOException {
    Cpu cpu = new Cpu();
    for (Service service : Service.values()) {
      cpu.add(service.name().toLowerCase(Locale.ROOT), Stream.of(vigil.process(service)));
    }
    cpu.add("Kafka", Stream.of(vigil.kafkaProcess()));
    ProcessHandle postgres = vigil.postgresProcess();
    cpu.add("PostgreSQL", Stream.concat(Stream.of(postgres), postgres.descendants()));
    cpu.add("this bench", Stream.of(ProcessHandle.current()));
    return cpu;
  }

  private void add(String name, Stream<ProcessHandle> processes) throws IOException {
    double sum = 0;
    for (ProcessHandle process : processes.toList()) {
      sum += millis(process.pid());
    }
    millis.put(name, sum);
  }

  /** What a process has used since it started; 0 for one that is gone. */
  static double millis(long pid) throws IOException {
    Path stat = Path.of("/proc/" + pid + "/stat");
    if (!Files.exists(stat)) {
      return 0;
    }
    String line = Files.readString(stat);
    // Behind the name, which may hold spaces: user time is the 12th field, system time the
    // 13th.
    String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * MILLIS_PER_TICK;
  }

  /** Milliseconds of processor time for each command since an earlier moment. */
  String perCommand(Cpu earlier, long commands) {
    String each =
        millis.entrySet().stream()
            .map(
                one ->
                    String.format(
                        Locale.ROOT,
                        "%s %.2f",
                        one.getKey(),
                        (one.getValue() - earlier.millis.get(one.getKey())) / commands))
            .collect(Collectors.joining(", "));
    double used =
        millis.keySet().stream().mapToDouble(k -> millis.get(k) - earlier.millis.get(k)).sum();
    return String.format(
        Locale.ROOT,
        "CPU ms a command: %s; %.1f of %d cores busy with it",
        each,
        used / ((at - earlier.at) / 1e6),
        Runtime.getRuntime().availableProcessors());
  }
}
