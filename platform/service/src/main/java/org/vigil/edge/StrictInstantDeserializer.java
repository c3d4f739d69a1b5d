package org.vigil.edge;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** A time is text in ISO 8601 with its offset; a bare number or a local time is a guess. */
final class StrictInstantDeserializer extends StdScalarDeserializer<Instant> {
  private static final long serialVersionUID = 1L;

  StrictInstantDeserializer() {
    super(Instant.class);
  }

  @Override
  public @Nullable Instant deserialize(JsonParser parser, DeserializationContext context)
      throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      return (Instant) context.handleUnexpectedToken(Instant.class, parser);
    }
    try {
      Instant instant = OffsetDateTime.parse(parser.getText()).toInstant();
      return instant.truncatedTo(java.time.temporal.ChronoUnit.MICROS);
    } catch (DateTimeException _) {
      return (Instant) context.handleWeirdStringValue(Instant.class, "", "not a time");
    }
  }
}
