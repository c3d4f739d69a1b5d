package org.vigil.edge;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Notes what is wrong and reads on, so that a caller hears of everything at once. */
final class ViolationCollector extends DeserializationProblemHandler {

  /** The attribute of the reader that holds the list. */
  static final String FOUND = "vigil.violations";

  @SuppressWarnings("unchecked")
  private static void note(DeserializationContext context, String pointer, String code) {
    Object found = context.getAttribute(FOUND);
    List<Violation> violations =
        found instanceof List<?> list ? (List<Violation>) list : new ArrayList<>();
    violations.add(Violation.of(pointer, code));
  }

  private static String pointer(JsonParser parser) {
    return parser.getParsingContext().pathAsPointer().toString();
  }

  static String escape(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  @Override
  public boolean handleUnknownProperty(
      DeserializationContext context,
      JsonParser parser,
      JsonDeserializer<?> deserializer,
      Object beanOrClass,
      String propertyName)
      throws IOException {
    note(context, unknown(parser), "unknown-field");
    parser.skipChildren();
    return true;
  }

  /** The place of the object: the name itself is the caller's, and may be anything. */
  private static String unknown(JsonParser parser) {
    String pointer = pointer(parser);
    return pointer.length() > 200 ? pointer.substring(0, 200) : pointer;
  }

  @Override
  public @Nullable Object handleWeirdStringValue(
      DeserializationContext context, Class<?> type, String value, String message) {
    String code =
        type.isEnum() ? "unknown-value" : type == Instant.class ? "not-a-time" : "wrong-format";
    note(context, pointer(context.getParser()), code);
    return null;
  }

  @Override
  public @Nullable Object handleWeirdNumberValue(
      DeserializationContext context, Class<?> type, Number value, String message) {
    note(context, pointer(context.getParser()), "out-of-range");
    return null;
  }

  @Override
  public @Nullable Object handleUnexpectedToken(
      DeserializationContext context,
      JavaType type,
      JsonToken token,
      JsonParser parser,
      String message)
      throws IOException {
    note(context, pointer(parser), "wrong-type");
    parser.skipChildren();
    return null;
  }
}
