package org.vigil.edge;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import jakarta.inject.Inject;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Path;
import jakarta.validation.Validator;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Reads the JSON body of a request, strictly, and reports everything that is wrong with it at once:
 * unknown fields, wrong types and values, and broken constraints.
 */
@Provider
@Consumes(MediaType.APPLICATION_JSON)
public class RequestReader implements MessageBodyReader<Object> {

  /** A report or an outing has a few hundred bytes. */
  private static final int MAX_BYTES = 64 * 1024;

  /** A county list of the whole country with texts, for the paths that take lists. */
  private static final int MAX_LARGE_BYTES = 2 * 1024 * 1024;

  private static final int MAX_DEPTH = 32;

  /** More would not be read by anybody. */
  private static final int MAX_VIOLATIONS = 100;

  private static final ObjectMapper JSON = mapper();

  private final Call call;
  private final Validator validator;
  private final Set<String> largePaths;

  @Inject
  RequestReader(
      Call call,
      Validator validator,
      @ConfigProperty(name = "vigil.large-body-paths", defaultValue = "/api/v1/risk-areas")
          Set<String> largePaths) {
    this.call = call;
    this.validator = validator;
    this.largePaths = largePaths;
  }

  private static ObjectMapper mapper() {
    ObjectMapper mapper =
        JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(StrictScalar.module())
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .addHandler(new ViolationCollector())
            .build();
    mapper
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(MAX_DEPTH)
                .maxStringLength(100_000)
                .maxNumberLength(40)
                .maxNameLength(200)
                .build());
    return mapper;
  }

  @Override
  public boolean isReadable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return true;
  }

  @Override
  public Object readFrom(
      Class<Object> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, String> httpHeaders,
      InputStream entityStream)
      throws IOException {
    int limit = limit(call.path());
    byte[] bytes = entityStream.readNBytes(limit + 1);
    if (bytes.length > limit) {
      throw Problem.of(413, "too-large", Map.of("bytes", limit));
    }
    if (bytes.length == 0) {
      throw Problem.of(400, "body-missing");
    }
    call.body(bytes);
    return read(text(bytes), genericType);
  }

  /** The most bytes that a body may have on a path. */
  int limit(String path) {
    return largePaths.contains(path) ? MAX_LARGE_BYTES : MAX_BYTES;
  }

  private static String text(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException _) {
      throw Problem.of(400, "not-utf-8");
    }
  }

  private Object read(String text, Type type) throws IOException {
    List<Violation> violations = new ArrayList<>();
    Object value = null;
    ObjectReader reader =
        JSON.readerFor(JSON.constructType(type))
            .withAttribute(ViolationCollector.FOUND, violations);
    try (JsonParser parser = reader.createParser(text)) {
      value = reader.readValue(parser);
      if (parser.nextToken() != null) {
        throw Problem.of(400, "malformed-json");
      }
    } catch (Problem e) {
      throw e;
    } catch (JsonProcessingException e) {
      if (isMalformed(e)) {
        throw Problem.of(400, "malformed-json");
      }
      String pointer = e instanceof JsonMappingException mapping ? pointer(mapping) : "";
      if (violations.stream().noneMatch(known -> known.pointer().startsWith(pointer))) {
        violations.add(Violation.of(pointer, code(e)));
      }
    } catch (RuntimeException e) {
      // A record may not like the null that stands for a value already reported.
      if (violations.isEmpty()) {
        throw e;
      }
    }
    if (value != null) {
      addBrokenConstraints(value, violations);
    } else if (violations.isEmpty()) {
      throw Problem.of(400, "body-missing");
    }
    if (!violations.isEmpty()) {
      throw Problem.invalid(violations.subList(0, Math.min(violations.size(), MAX_VIOLATIONS)));
    }
    return value;
  }

  /** Whether the text itself is at fault, however deep the reader was when it noticed. */
  private static boolean isMalformed(JsonProcessingException e) {
    Throwable cause = e;
    while (cause instanceof JsonMappingException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause instanceof StreamConstraintsException
        || cause instanceof StreamReadException && !(cause instanceof InputCoercionException);
  }

  private static String code(JsonProcessingException e) {
    if (e.getCause() instanceof InputCoercionException || e instanceof InputCoercionException) {
      return "out-of-range";
    }
    return e.getClass() == MismatchedInputException.class ? "required" : "invalid-value";
  }

  private static String pointer(JsonMappingException e) {
    StringBuilder pointer = new StringBuilder();
    for (JsonMappingException.Reference reference : e.getPath()) {
      pointer.append('/');
      if (reference.getFieldName() != null) {
        pointer.append(ViolationCollector.escape(reference.getFieldName()));
      } else {
        pointer.append(reference.getIndex());
      }
    }
    return pointer.toString();
  }

  private void addBrokenConstraints(Object value, List<Violation> violations) {
    Set<String> reported = new HashSet<>();
    violations.forEach(violation -> reported.add(violation.pointer()));
    for (ConstraintViolation<Object> broken : validator.validate(value)) {
      String pointer = pointer(broken.getPropertyPath());
      if (!reported.contains(pointer)) {
        violations.add(new Violation(pointer, code(broken), bounds(broken)));
      }
    }
    violations.sort(Comparator.comparing(Violation::pointer));
  }

  private static String pointer(Path path) {
    StringBuilder pointer = new StringBuilder();
    for (Path.Node node : path) {
      if (node.getIndex() != null) {
        pointer.append('/').append(node.getIndex());
      }
      if (node.getName() != null && !node.getName().startsWith("<")) {
        pointer.append('/').append(node.getName());
      }
    }
    return pointer.toString();
  }

  private static String code(ConstraintViolation<?> broken) {
    return switch (broken
        .getConstraintDescriptor()
        .getAnnotation()
        .annotationType()
        .getSimpleName()) {
      case "NotNull", "NotBlank", "NotEmpty" -> "required";
      case "Size" -> "wrong-size";
      case "Min", "Max", "DecimalMin", "DecimalMax", "Positive", "PositiveOrZero" -> "out-of-range";
      case "Digits" -> "too-precise";
      case "Pattern" -> "wrong-format";
      default -> "invalid-value";
    };
  }

  private static Map<String, Object> bounds(ConstraintViolation<?> broken) {
    Map<String, Object> attributes = broken.getConstraintDescriptor().getAttributes();
    Map<String, Object> bounds = new java.util.HashMap<>();
    for (String name : List.of("min", "max", "value", "regexp")) {
      Object bound = attributes.get(name);
      if (bound != null) {
        bounds.put(name, Integer.valueOf(Integer.MAX_VALUE).equals(bound) ? "∞" : bound);
      }
    }
    return bounds;
  }
}
