package org.vigil.edge;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.deser.ValueInstantiator;
import java.io.IOException;
import java.lang.reflect.Array;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Notes what is wrong and reads on, so that a caller hears of everything at once. */
final class ViolationCollector extends DeserializationProblemHandler {

  /** The name of a field, or a place in a list. */
  private static final Pattern SEGMENT = Pattern.compile("[A-Za-z][A-Za-z_]{0,39}|[0-9]{1,4}");

  /** The attribute of the reader that holds the list. */
  static final String FOUND = "vigil.violations";

  @SuppressWarnings("unchecked")
  private static void note(DeserializationContext context, String pointer, String code) {
    Object found = context.getAttribute(FOUND);
    List<Violation> violations =
        found instanceof List<?> list ? (List<Violation>) list : new ArrayList<>();
    violations.add(Violation.of(shown(pointer), code));
  }

  private static String pointer(JsonParser parser) {
    JsonStreamContext context = parser.getParsingContext();
    boolean entered = parser.currentToken() != null && parser.currentToken().isStructStart();
    return (entered ? context.getParent() : context).pathAsPointer().toString();
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
    note(context, unknown(parser, propertyName), "unknown-field");
    parser.skipChildren();
    return true;
  }

  /** The field's place. The parser may be inside its value already, or in a copy of it. */
  private static String unknown(JsonParser parser, String name) {
    JsonStreamContext context = parser.getParsingContext();
    while (context != null && !(context.inObject() && name.equals(context.getCurrentName()))) {
      context = context.getParent();
    }
    return context == null ? "" : context.pathAsPointer().toString();
  }

  /**
   * Cut before the first name that no field of ours has: it is the caller's, and may be personal.
   */
  private static String shown(String pointer) {
    StringBuilder shown = new StringBuilder();
    for (String segment : pointer.substring(Math.min(1, pointer.length())).split("/")) {
      if (!SEGMENT.matcher(segment).matches()) {
        break;
      }
      shown.append('/').append(segment);
    }
    return shown.toString();
  }

  /** What stands for a value that has been reported: a primitive cannot be null. */
  private static @Nullable Object nothing(Class<?> type) {
    return type.isPrimitive() ? Array.get(Array.newInstance(type, 1), 0) : null;
  }

  @Override
  public @Nullable Object handleWeirdStringValue(
      DeserializationContext context, Class<?> type, String value, String message) {
    boolean time = type == Instant.class || type == OffsetDateTime.class;
    String code = type.isEnum() ? "unknown-value" : time ? "not-a-time" : "wrong-format";
    note(context, pointer(context.getParser()), code);
    return nothing(type);
  }

  @Override
  public @Nullable Object handleWeirdNumberValue(
      DeserializationContext context, Class<?> type, Number value, String message) {
    note(context, pointer(context.getParser()), "out-of-range");
    return nothing(type);
  }

  @Override
  public @Nullable Object handleMissingInstantiator(
      DeserializationContext context,
      Class<?> type,
      ValueInstantiator instantiator,
      JsonParser parser,
      String message) {
    note(context, pointer(parser), "wrong-type");
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
    return nothing(type.getRawClass());
  }
}
