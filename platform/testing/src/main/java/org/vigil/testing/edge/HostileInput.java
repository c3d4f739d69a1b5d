package org.vigil.testing.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.EventLog;
import org.vigil.eventsourcing.Recorded;
import org.vigil.testing.edge.Operations.Operation;

/**
 * Malformed calls on every operation of a service, from a seed: wrong types, huge and nested
 * bodies, wrong encodings and times, foreign departments, bad tokens, paths and headers. Whatever
 * they are, the answer is a problem document of the 4xx kind, nothing is recorded, and neither the
 * answer nor the log repeats what was sent.
 */
public final class HostileInput {

  /** Who acts in a service by itself. */
  private static final Set<String> ITSELF = Set.of("deadline", "retention");

  private static final int PART = 500;

  /** Planted wherever a caller may put text; none of it may turn up anywhere. */
  private static final String MARKER = "张机密13812345678";

  private static final String MARKER_DIGITS = "13812345678";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Statuses that the protocol itself gives, before there is a request to answer. */
  private static final List<Integer> PROTOCOL = List.of(400, 414, 431);

  private final int port;
  private final UnaryOperator<String> token;
  private final Random random;

  private HostileInput(int port, UnaryOperator<String> token, long seed) {
    this.port = port;
    this.token = token;
    this.random = new Random(seed);
  }

  /** A request that must not do anything. */
  private record Call(String kind, byte[] lines, byte[] body) {}

  /**
   * Sends the calls.
   *
   * @param token gives the token of a name, {@link VigilResource#token}
   * @param recorded counts what callers have recorded, {@link #byCallers}
   */
  public static void check(
      int port, UnaryOperator<String> token, LongSupplier recorded, long seed, int calls)
      throws IOException {
    List<String> wrong = new ArrayList<>();
    List<Operation> operations = Operations.of(port);
    assertThat(operations).as("operations in the document").isNotEmpty();
    long before = recorded.getAsLong();
    try (LogWatch log = new LogWatch()) {
      HostileInput hostile = new HostileInput(port, token, seed);
      for (int i = 0; i < calls && wrong.size() < 20; i++) {
        Operation operation = operations.get(hostile.random.nextInt(operations.size()));
        hostile.tryOne(operation).ifPresent(wrong::add);
      }
      assertThat(wrong).as("calls that were not answered with a problem").isEmpty();
      assertThat(log.repeated).as("log lines that repeat what a caller sent").isEmpty();
    }
    assertThat(recorded.getAsLong()).as("events of callers, all mistaken").isEqualTo(before);
  }

  /**
   * How many events callers have recorded. What policies, deadlines and scheduled runs add to the
   * log meanwhile follows from calls before.
   */
  public static long byCallers(EventLog log) {
    long count = 0;
    List<Recorded<Object>> part = log.history(0, PART);
    while (!part.isEmpty()) {
      count +=
          part.stream()
              .filter(event -> event.metadata().causationId() == null)
              .filter(event -> !ITSELF.contains(event.metadata().actor()))
              .count();
      part = log.history(part.getLast().position(), PART);
    }
    return count;
  }

  private java.util.Optional<String> tryOne(Operation operation) throws IOException {
    Call call = next(operation);
    RawHttp.Answer answer = RawHttp.send(port, call.lines(), call.body());
    String what = operation + " " + call.kind() + " gave " + answer.status();
    if (answer.status() == 0) {
      // The server hung up on something that is not HTTP, or in the middle of a huge body.
      return call.kind().startsWith("huge") || call.kind().startsWith("raw")
          ? java.util.Optional.empty()
          : java.util.Optional.of(what);
    }
    boolean refused = answer.status() >= 400 && answer.status() < 500;
    boolean document =
        answer.header("Content-Type").startsWith("application/problem+json")
            && JSON.readTree(answer.body().substring(answer.body().indexOf('{'))).has("code");
    boolean protocol = call.kind().startsWith("raw") && PROTOCOL.contains(answer.status());
    boolean silent =
        !answer.body().contains(MARKER_DIGITS)
            && !answer.body().contains("Exception")
            && !answer.headers().toString().contains(MARKER_DIGITS);
    return refused && (document || protocol) && silent
        ? java.util.Optional.empty()
        : java.util.Optional.of(what + " " + answer.header("Content-Type") + " " + answer.body());
  }

  private Call next(Operation operation) {
    if (!operation.hasBody() || operation.example() == null || random.nextInt(5) == 0) {
      return envelope(operation);
    }
    JsonNode example = operation.example();
    return switch (random.nextInt(12)) {
      case 0, 1, 2, 3 -> body(operation, "wrong type", spoil(example.deepCopy()));
      case 4 -> body(operation, "unknown field", withUnknown(example));
      case 5 -> bytes(operation, "cut off", cut(example));
      case 6 -> bytes(operation, "not UTF-8", text(example).getBytes(Charset.forName("UTF-16")));
      case 7 -> bytes(operation, "GBK", gbk(example));
      case 8 -> bytes(operation, "nested", utf8("{\"a\":" + "[".repeat(20_000) + "1"));
      case 9 -> bytes(operation, "huge", utf8("{\"note\":\"" + "守".repeat(1_100_000) + "\"}"));
      case 10 -> bytes(operation, "duplicate keys", duplicated(example));
      default -> body(operation, "another shape", anotherShape());
    };
  }

  /** What is wrong is not in the body. */
  private Call envelope(Operation operation) {
    byte[] body = operation.example() == null ? utf8("{") : utf8(text(operation.example()));
    String path = operation.path();
    return switch (random.nextInt(10)) {
      case 0 -> call(operation, "no token", path, null, "", body);
      case 1 -> call(operation, "expired", path, token.apply("expired"), "", body);
      case 2 -> call(operation, "audience", path, token.apply("other-audience"), "", body);
      case 3 -> call(operation, "garbage token", path, "eyJ.x.y" + MARKER_DIGITS, "", body);
      case 4 -> call(operation, "unknown role", path, token.apply("unknown-role"), "", body);
      case 5 -> call(operation, "unknown path", path + "/%00/" + MARKER_DIGITS, office(), "", body);
      case 6 -> raw(operation, "raw percent", path + "/%zz%", "");
      case 7 -> raw(operation, "raw header", path, "X-Big: " + "x".repeat(40_000) + "\r\n");
      case 8 -> raw(operation, "raw line", path + "\u0001\u00ff", "");
      default -> call(operation, "content", path, null, "X-Note: " + MARKER_DIGITS + "\r\n", body);
    };
  }

  /** Replaces one value somewhere by one that cannot be right, and marks it. */
  private JsonNode spoil(JsonNode example) {
    if (example instanceof ObjectNode object && !object.isEmpty()) {
      List<Map.Entry<String, JsonNode>> fields = new ArrayList<>(object.properties());
      Map.Entry<String, JsonNode> field = fields.get(random.nextInt(fields.size()));
      boolean deeper = field.getValue().isContainerNode() && random.nextBoolean();
      object.set(field.getKey(), deeper ? spoil(field.getValue()) : wrong(field.getValue()));
      return object;
    }
    if (example instanceof ArrayNode array && !array.isEmpty()) {
      array.set(0, array.get(0).isContainerNode() ? spoil(array.get(0)) : wrong(array.get(0)));
      return array;
    }
    return wrong(example);
  }

  private JsonNode wrong(JsonNode right) {
    var nodes = JSON.getNodeFactory();
    return switch (random.nextInt(4)) {
      case 0 -> right.isNumber() ? nodes.textNode(MARKER) : nodes.numberNode(13812345678L);
      case 1 ->
          right.isObject() ? nodes.textNode(MARKER) : JSON.createObjectNode().put("x", MARKER);
      case 2 -> right.isArray() ? nodes.textNode(MARKER) : JSON.createArrayNode().add(MARKER);
      default -> right.isBoolean() ? nodes.textNode(MARKER) : nodes.booleanNode(true);
    };
  }

  private JsonNode withUnknown(JsonNode example) {
    if (example.deepCopy() instanceof ObjectNode object) {
      return object.put(random.nextBoolean() ? "isAdmin" : MARKER, MARKER);
    }
    return anotherShape();
  }

  private JsonNode anotherShape() {
    var nodes = JSON.getNodeFactory();
    return switch (random.nextInt(4)) {
      case 0 -> nodes.textNode(MARKER);
      case 1 -> nodes.numberNode(13812345678L);
      case 2 -> JSON.createObjectNode().set(MARKER, JSON.createArrayNode().add(MARKER));
      default -> JSON.createArrayNode().add(JSON.createArrayNode().add(MARKER));
    };
  }

  private byte[] cut(JsonNode example) {
    byte[] whole = utf8(text(example));
    return java.util.Arrays.copyOf(whole, 1 + random.nextInt(Math.max(1, whole.length - 1)));
  }

  private static byte[] gbk(JsonNode example) {
    String marked = text(example).replaceFirst("\\{", "{\"x" + MARKER + "\":1,");
    return (marked.startsWith("{\"x") ? marked : "\"" + MARKER + "\"")
        .getBytes(Charset.forName("GBK"));
  }

  private static byte[] duplicated(JsonNode example) {
    return example instanceof ObjectNode object && !object.isEmpty()
        ? utf8(
            text(object).replaceFirst("}\\s*$", ",\"" + first(object) + "\":\"" + MARKER + "\"}"))
        : utf8("{\"a\":1,\"a\":\"" + MARKER + "\"}");
  }

  private static String first(ObjectNode object) {
    return object.fieldNames().next();
  }

  private String office() {
    return token.apply("office");
  }

  private Call body(Operation operation, String kind, JsonNode body) {
    return bytes(operation, kind, utf8(text(body)));
  }

  private Call bytes(Operation operation, String kind, byte[] body) {
    String role = operation.roles().contains("office") ? "office" : "department";
    return call(operation, kind, operation.path(), token.apply(role), "", body);
  }

  private Call raw(Operation operation, String kind, String path, String header) {
    return call(operation, kind, path, office(), header, new byte[0]);
  }

  private static Call call(
      Operation operation,
      String kind,
      String path,
      @Nullable String token,
      String header,
      byte[] body) {
    byte[] sent = operation.method().equals("GET") ? new byte[0] : body;
    String lines =
        operation.method()
            + " "
            + path
            + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
            + "Content-Type: application/json\r\nContent-Length: "
            + sent.length
            + "\r\n"
            + "Idempotency-Key: "
            + UUID.randomUUID()
            + "\r\n"
            + header
            + (token == null ? "" : "Authorization: Bearer " + token + "\r\n");
    return new Call(kind, lines.getBytes(StandardCharsets.ISO_8859_1), sent);
  }

  private static String text(JsonNode node) {
    return node.toString();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Listens to everything that is logged meanwhile. */
  private static final class LogWatch extends Handler implements AutoCloseable {
    private final List<String> repeated = new CopyOnWriteArrayList<>();

    LogWatch() {
      Logger.getLogger("").addHandler(this);
    }

    @Override
    public void publish(LogRecord line) {
      String text = line.getMessage() + java.util.Arrays.toString(line.getParameters());
      Throwable thrown = line.getThrown();
      if (text.contains(MARKER_DIGITS) || String.valueOf(thrown).contains(MARKER_DIGITS)) {
        repeated.add(line.getLoggerName() + " " + line.getLevel());
      }
    }

    @Override
    public void flush() {
      // Nothing is kept back.
    }

    @Override
    public void close() {
      Logger.getLogger("").removeHandler(this);
    }
  }
}
