package org.vigil.edge;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads a value from the one JSON type that it is written in, and from no other: {@code "3"} is not
 * a number, 7 is not a text, and a time without its offset is a guess.
 */
final class StrictScalar<T> extends StdScalarDeserializer<T> {
  private static final long serialVersionUID = 1L;

  /** More digits than any quantity has; a larger exponent only costs memory. */
  private static final int MAX_SCALE = 30;

  /** What a person could mean; a database's range is wider than that, but not without end. */
  private static final int FIRST_YEAR = 1900;

  private static final int LAST_YEAR = 2999;

  private final transient Set<JsonToken> tokens;
  private final transient Read<T> read;

  private StrictScalar(Class<T> type, Set<JsonToken> tokens, Read<T> read) {
    super(type);
    this.tokens = tokens;
    this.read = read;
  }

  @FunctionalInterface
  private interface Read<T> {
    T from(JsonParser parser) throws IOException;
  }

  /** Thrown for a number that no quantity can have. */
  private static final class OutOfRange extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  static SimpleModule module() {
    Set<JsonToken> text = Set.of(JsonToken.VALUE_STRING);
    Set<JsonToken> integer = Set.of(JsonToken.VALUE_NUMBER_INT);
    Set<JsonToken> number = Set.of(JsonToken.VALUE_NUMBER_INT, JsonToken.VALUE_NUMBER_FLOAT);
    Set<JsonToken> truth = Set.of(JsonToken.VALUE_TRUE, JsonToken.VALUE_FALSE);
    SimpleModule module = new SimpleModule();
    add(module, String.class, text, JsonParser::getText);
    add(module, Integer.class, integer, JsonParser::getIntValue);
    add(module, int.class, integer, JsonParser::getIntValue);
    add(module, Long.class, integer, JsonParser::getLongValue);
    add(module, long.class, integer, JsonParser::getLongValue);
    add(module, Boolean.class, truth, JsonParser::getBooleanValue);
    add(module, boolean.class, truth, JsonParser::getBooleanValue);
    add(module, BigDecimal.class, number, parser -> bounded(parser.getDecimalValue()));
    add(module, Instant.class, text, parser -> instant(parser.getText()));
    add(module, OffsetDateTime.class, text, parser -> OffsetDateTime.parse(parser.getText()));
    add(module, LocalDate.class, text, parser -> LocalDate.parse(parser.getText()));
    add(module, LocalTime.class, text, parser -> LocalTime.parse(parser.getText()));
    add(module, UUID.class, text, parser -> uuid(parser.getText()));
    return module;
  }

  private static <T> void add(
      SimpleModule module, Class<T> type, Set<JsonToken> tokens, Read<T> read) {
    module.addDeserializer(type, new StrictScalar<>(type, tokens, read));
  }

  /** PostgreSQL keeps microseconds; what is answered must be what is kept. */
  private static Instant instant(String text) {
    OffsetDateTime time = OffsetDateTime.parse(text);
    if (time.getYear() < FIRST_YEAR || time.getYear() > LAST_YEAR) {
      throw new DateTimeException("out of range");
    }
    return time.toInstant().truncatedTo(ChronoUnit.MICROS);
  }

  private static UUID uuid(String text) {
    if (text.length() != 36) {
      throw new IllegalArgumentException("not a UUID");
    }
    return UUID.fromString(text);
  }

  private static BigDecimal bounded(BigDecimal value) {
    if (Math.abs((long) value.scale()) > MAX_SCALE) {
      throw new OutOfRange();
    }
    return value;
  }

  @Override
  @SuppressWarnings("unchecked")
  public @Nullable T deserialize(JsonParser parser, DeserializationContext context)
      throws IOException {
    if (!tokens.contains(parser.currentToken())) {
      return (T) context.handleUnexpectedToken(_valueClass, parser);
    }
    try {
      return read.from(parser);
    } catch (InputCoercionException | OutOfRange _) {
      return (T) context.handleWeirdNumberValue(_valueClass, 0, "");
    } catch (DateTimeException | IllegalArgumentException _) {
      return (T) context.handleWeirdStringValue(_valueClass, "", "");
    }
  }

  @Override
  public @Nullable T getNullValue(DeserializationContext context)
      throws com.fasterxml.jackson.databind.JsonMappingException {
    return _valueClass.isPrimitive() ? context.reportInputMismatch(this, "required") : null;
  }
}
