package org.vigil.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.EventLog.Unread;
import org.vigil.eventsourcing.store.EventCatalog;

/**
 * The contracts of all versions that were ever published. {@code published.sha256} beside them
 * holds the digest of each, in the format of {@code sha256sum}: what was published once stays as it
 * is, and whoever changes it must change a line there and be asked why.
 */
final class PublishedContracts {

  static final String DIGESTS = "published.sha256";

  private static final Pattern FILE =
      Pattern.compile("vigil\\.([a-z]+)\\.(([a-z0-9-]+)\\.v[0-9]+)\\.json");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;

  private PublishedContracts(Path folder) {
    this.folder = folder;
  }

  static PublishedContracts at(Path folder) {
    return new PublishedContracts(folder);
  }

  /** Files that are gone, are not what they were, or have no digest yet. */
  List<String> changed() {
    SortedMap<String, String> digests = digests();
    List<String> changed = new ArrayList<>();
    for (Path file : files()) {
      String name = file.getFileName().toString();
      String digest = digests.remove(name);
      if (digest == null) {
        changed.add(name + " has no line in " + DIGESTS);
      } else if (!digest.equals(sha256(file))) {
        changed.add(name + " was changed");
      }
    }
    digests.keySet().forEach(name -> changed.add(name + " is gone"));
    return changed;
  }

  /** Adds the digest of a new file; that of a file which has one stays. */
  void addDigest(Path file) {
    SortedMap<String, String> digests = digests();
    digests.putIfAbsent(file.getFileName().toString(), sha256(file));
    List<String> lines = new ArrayList<>();
    digests.forEach((name, digest) -> lines.add(digest + "  " + name));
    try {
      Files.write(folder.resolve(DIGESTS), lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What today's code of a service does not read, file by file with the reason. */
  List<String> unreadable(EventCatalog own, Map<String, EventCatalog> reads) {
    List<String> unreadable = new ArrayList<>();
    for (Path file : files()) {
      Matcher name = FILE.matcher(file.getFileName().toString());
      if (!name.matches()) {
        unreadable.add(file.getFileName() + ": not the name of a contract");
        continue;
      }
      String type = name.group(2);
      EventCatalog other = reads.get(name.group(1));
      String why = null;
      if (name.group(1).equals(own.source())) {
        why = whyNot(own, type, read(file).get("stored"), true);
      } else if (other != null && knows(other, name.group(3))) {
        why = whyNot(other, type, read(file).get("published"), false);
      }
      if (why != null) {
        unreadable.add(file.getFileName() + ": " + why);
      }
    }
    return unreadable;
  }

  private static boolean knows(EventCatalog catalog, String fact) {
    return catalog.classes().keySet().stream().anyMatch(type -> type.startsWith(fact + ".v"));
  }

  private static @Nullable String whyNot(
      EventCatalog catalog, String type, JsonNode contract, boolean whole) {
    Object event;
    try {
      event = catalog.event(type, JSON.writeValueAsBytes(contract));
    } catch (IOException | IllegalStateException e) {
      return String.valueOf(e.getMessage());
    }
    if (event instanceof Unread) {
      return "nothing reads this version";
    }
    String missing = missing(event);
    if (missing != null) {
      return "says nothing of " + missing;
    }
    String newest = catalog.typeOf(event);
    byte[] again = EventCatalog.bytes(event);
    if (!event.equals(catalog.event(newest, again))) {
      return "is another event when it is written and read again";
    }
    if (newest.equals(type)) {
      JsonNode rewritten = tree(again);
      if (!(whole ? rewritten.equals(contract) : within(rewritten, contract))) {
        return "loses or changes something when it is read and written again";
      }
    }
    return null;
  }

  /** A component that may not be null and is, because the contract calls it otherwise. */
  private static @Nullable String missing(@Nullable Object value) {
    if (value instanceof Collection<?> items) {
      return items.stream()
          .map(PublishedContracts::missing)
          .filter(m -> m != null)
          .findFirst()
          .orElse(null);
    }
    if (value == null || !value.getClass().isRecord()) {
      return null;
    }
    for (RecordComponent component : value.getClass().getRecordComponents()) {
      Object part = part(component, value);
      if (part == null && !component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
        return component.getName();
      }
      String deeper = missing(part);
      if (deeper != null) {
        return component.getName() + "." + deeper;
      }
    }
    return null;
  }

  private static @Nullable Object part(RecordComponent component, Object value) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(value);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether the first says nothing that the second does not say too. */
  private static boolean within(JsonNode part, @Nullable JsonNode whole) {
    return switch (part) {
      case ObjectNode object when whole instanceof ObjectNode ->
          object.properties().stream()
              .allMatch(field -> within(field.getValue(), whole.get(field.getKey())));
      case ArrayNode array when whole instanceof ArrayNode && array.size() == whole.size() -> {
        boolean all = true;
        for (int i = 0; i < array.size(); i++) {
          all &= within(array.get(i), whole.get(i));
        }
        yield all;
      }
      default -> part.equals(whole);
    };
  }

  private List<Path> files() {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private SortedMap<String, String> digests() {
    SortedMap<String, String> digests = new TreeMap<>();
    try {
      for (String line : Files.readAllLines(folder.resolve(DIGESTS))) {
        String[] parts = line.split(" {2}", 2);
        digests.put(parts[1], parts[0]);
      }
      return digests;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha256(Path file) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      return HexFormat.of().formatHex(digest);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode read(Path file) {
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode tree(byte[] bytes) {
    try {
      return JSON.readTree(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
