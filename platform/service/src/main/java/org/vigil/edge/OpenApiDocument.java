package org.vigil.edge;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/**
 * Adds to every operation what all of them have in common (problems and headers), and holds the
 * document to what a generated client needs: operations, answers and types with names of their own.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class OpenApiDocument implements OASFilter {

  private static final String EXAMPLE_ID = "0f8fad5b-d9cb-469f-a165-70867728950e";

  private static final String SCHEMAS = "#/components/schemas/";

  private static final Pattern OPERATION_ID = Pattern.compile("[a-z][A-Za-z]*_[a-z][A-Za-z]*");

  /** What may go wrong, by status: a code that stands for it, and what it means. */
  private record Failure(String status, String code, String zh, String en) {}

  private static final List<Failure> ALWAYS =
      List.of(
          new Failure("400", "bad-request", "请求有误", "The request is not right"),
          new Failure("401", "unauthorized", "需要有效的访问令牌", "A valid access token is needed"),
          new Failure("403", "forbidden", "无权进行此操作", "You may not do this"),
          new Failure("406", "not-acceptable", "无法按要求的格式答复", "Only JSON can be given"),
          new Failure("429", "too-many-requests", "请求过于频繁", "Too many requests"),
          new Failure("503", "try-again", "系统繁忙，请稍后再试", "Busy: try again"));

  private static final List<Failure> FOR_COMMANDS =
      List.of(
          new Failure("409", "refused", "规则不允许", "The rules refuse it; code says why"),
          new Failure("412", "version-mismatch", "内容已被他人更新", "Somebody else has changed it"),
          new Failure("413", "too-large", "请求内容过大", "The body is too large"),
          new Failure("415", "unsupported-media-type", "须为 application/json", "Must be JSON"),
          new Failure("422", "idempotency-key-reused", "Idempotency-Key 已用于另一请求", "Key reused"));

  private static final List<Failure> FOR_OPS =
      FOR_COMMANDS.stream().filter(f -> List.of("409", "413", "415").contains(f.status())).toList();

  /** Of a reading operation that names it. */
  private static final List<Failure> CONFLICT =
      FOR_COMMANDS.stream().filter(f -> f.status().equals("409")).toList();

  private static final Failure NOT_FOUND = new Failure("404", "not-found", "未找到", "Not found");

  /** Whatever refers to a schema; the walk through the document ends with all of it. */
  private final List<Schema> references = new ArrayList<>();

  @Override
  public Schema filterSchema(Schema schema) {
    if (schema.getRef() != null) {
      references.add(schema);
    }
    return schema;
  }

  @Override
  public void filterOpenAPI(OpenAPI openApi) {
    if (openApi.getPaths() == null || openApi.getPaths().getPathItems() == null) {
      return;
    }
    if (openApi.getComponents() == null) {
      openApi.setComponents(OASFactory.createComponents());
    }
    nameSchemas(openApi.getComponents());
    openApi.getComponents().addSchema("Problem", problemSchema());
    Set<String> ids = new HashSet<>();
    List<String> wrong = new ArrayList<>();
    openApi
        .getPaths()
        .getPathItems()
        .forEach(
            (path, item) -> {
              for (Map.Entry<PathItem.HttpMethod, Operation> entry :
                  item.getOperations().entrySet()) {
                complete(path, entry.getKey(), entry.getValue());
                String id = entry.getValue().getOperationId();
                if (!OPERATION_ID.matcher(id).matches() || !ids.add(id)) {
                  wrong.add(id + " of " + path + ": not unique, or no name of a method");
                }
                if (isUntyped(entry.getValue())) {
                  wrong.add(id + " of " + path + ": no answer of a known type");
                }
              }
            });
    for (String name : openApi.getComponents().getSchemas().keySet()) {
      if (Character.isDigit(name.charAt(name.length() - 1))) {
        wrong.add(name + ": another type has its name; give both one that says what they are");
      }
    }
    if (!wrong.isEmpty()) {
      throw new IllegalStateException(
          "No client can be generated that is of use to its users: " + wrong);
    }
  }

  /**
   * A schema that only refers to another one gives it its name ({@link SchemaNames}, and the
   * services' own), and a page is called after what it lists.
   */
  private void nameSchemas(Components components) {
    Map<String, Schema> schemas =
        Objects.requireNonNullElse(components.getSchemas(), Map.<String, Schema>of());
    Map<String, String> names = new HashMap<>();
    schemas.forEach(
        (name, schema) -> {
          if (schema.getRef() != null) {
            names.put(schema.getRef(), SCHEMAS + name);
          }
        });
    schemas.forEach(
        (name, schema) -> {
          if (isPage(name, schema)) {
            String item = schema.getProperties().get("items").getItems().getRef();
            String itemName = names.getOrDefault(item, item).substring(SCHEMAS.length());
            names.put(SCHEMAS + name, SCHEMAS + "Page" + itemName);
          }
        });
    Map<String, Schema> named = new TreeMap<>();
    schemas.forEach(
        (name, schema) -> {
          if (schema.getRef() == null) {
            String reference = SCHEMAS + name;
            named.put(names.getOrDefault(reference, reference).substring(SCHEMAS.length()), schema);
          }
        });
    for (Schema reference : references) {
      reference.setRef(names.getOrDefault(reference.getRef(), reference.getRef()));
    }
    components.setSchemas(named);
  }

  private static boolean isPage(String name, Schema schema) {
    return name.startsWith("Page")
        && schema.getProperties() != null
        && schema.getProperties().keySet().equals(Set.of("items", "next"));
  }

  private static void complete(String path, PathItem.HttpMethod method, Operation operation) {
    operation.setOperationId(operationId(operation));
    // Operators' calls are no commands on streams: no position, no version, no key.
    boolean ops = path.startsWith("/api/v1/ops/");
    operation.addExtension("x-roles", roles(operation));
    addProblems(operation, ALWAYS);
    if (path.contains("{")) {
      addProblems(operation, List.of(NOT_FOUND));
    }
    addAnswerHeaders(operation, method == PathItem.HttpMethod.POST && !ops);
    addHeader(operation, "Accept-Language", "zh 或 en / zh or en", false);
    if (ops) {
      if (method == PathItem.HttpMethod.POST) {
        addProblems(operation, FOR_OPS);
      }
      return;
    }
    if (method == PathItem.HttpMethod.GET) {
      if (operation.getResponses().hasAPIResponse("409")) {
        addProblems(operation, CONFLICT);
      }
      addHeader(
          operation,
          "Vigil-At-Least",
          "结果至少反映到此位置 / A position that the answer must at least reflect",
          false);
      return;
    }
    addProblems(operation, FOR_COMMANDS);
    addHeader(operation, "If-Match", "期望的 ETag / The ETag that is expected", false);
    if (method == PathItem.HttpMethod.POST) {
      addHeader(
          operation,
          "Idempotency-Key",
          "每次提交一个唯一值，重试时不变 / Unique for each submission, the same for its repeats",
          true);
    }
  }

  /** Whether a client could not know what it gets. */
  private static boolean isUntyped(Operation operation) {
    return operation.getResponses().getAPIResponses().entrySet().stream()
        .filter(answer -> answer.getKey().startsWith("2") && !answer.getKey().equals("204"))
        .flatMap(
            answer ->
                answer.getValue().getContent() == null
                        || answer.getValue().getContent().getMediaTypes().isEmpty()
                    ? Stream.of(OASFactory.createMediaType())
                    : answer.getValue().getContent().getMediaTypes().values().stream())
        .anyMatch(
            type ->
                type.getSchema() == null
                    || type.getSchema().getRef() == null && type.getSchema().getType() == null);
  }

  /** {@code symptomReports_acknowledge}: the tag and the method, unique and free of class names. */
  private static String operationId(Operation operation) {
    StringBuilder id = new StringBuilder();
    for (String word : operation.getTags().getFirst().split("-")) {
      id.append(
          id.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
    }
    String given = operation.getOperationId();
    return id.append('_').append(given.substring(given.lastIndexOf('_') + 1)).toString();
  }

  /** Who may call it, for whoever checks that the service keeps to it. */
  private static List<String> roles(Operation operation) {
    return operation.getSecurity() == null
        ? List.of()
        : operation.getSecurity().stream()
            .flatMap(requirement -> requirement.getSchemes().values().stream())
            .flatMap(List::stream)
            .distinct()
            .sorted()
            .toList();
  }

  private static void addProblems(Operation operation, List<Failure> failures) {
    APIResponses responses = operation.getResponses();
    for (Failure failure : failures) {
      APIResponse declared = responses.getAPIResponse(failure.status());
      if (declared == null || declared.getContent() == null) {
        responses.addAPIResponse(failure.status(), problem(failure));
      }
    }
  }

  private static APIResponse problem(Failure failure) {
    Map<String, Object> example = new LinkedHashMap<>();
    example.put("type", "urn:vigil:problem:" + failure.code());
    example.put("title", failure.zh());
    example.put("status", Integer.valueOf(failure.status()));
    example.put("instance", "urn:uuid:" + EXAMPLE_ID);
    example.put("code", failure.code());
    example.put("correlationId", EXAMPLE_ID);
    return OASFactory.createAPIResponse()
        .description(failure.zh() + " / " + failure.en())
        .content(
            OASFactory.createContent()
                .addMediaType(
                    Problems.MEDIA_TYPE,
                    OASFactory.createMediaType()
                        .schema(OASFactory.createSchema().ref(SCHEMAS + "Problem"))
                        .example(example)));
  }

  /** A successful command says where it stands. */
  private static void addAnswerHeaders(Operation operation, boolean command) {
    operation
        .getResponses()
        .getAPIResponses()
        .forEach(
            (status, response) -> {
              if (!status.startsWith("2")) {
                return;
              }
              addHeader(response, "Vigil-Correlation-Id", "本次调用的编号 / Names this call");
              if (command) {
                addHeader(response, "ETag", "版本 / The version, for If-Match");
                addHeader(response, "Vigil-Position", "位置 / For Vigil-At-Least");
              }
              if (status.equals("201")) {
                addHeader(response, "Location", "新资源的地址 / Where it is");
              }
            });
  }

  private static void addHeader(APIResponse response, String name, String description) {
    if (response.getHeaders() == null || !response.getHeaders().containsKey(name)) {
      response.addHeader(name, OASFactory.createHeader().description(description).schema(text()));
    }
  }

  private static Schema text() {
    return OASFactory.createSchema().type(List.of(Schema.SchemaType.STRING));
  }

  private static Schema problemSchema() {
    Schema violation =
        OASFactory.createSchema()
            .type(List.of(Schema.SchemaType.OBJECT))
            .addProperty("pointer", text().description("RFC 6901"))
            .addProperty("code", text())
            .addProperty("message", text());
    Schema schema =
        OASFactory.createSchema()
            .type(List.of(Schema.SchemaType.OBJECT))
            .description("RFC 9457; code is stable, texts follow Accept-Language");
    for (String field : List.of("type", "title", "detail", "instance", "code", "correlationId")) {
      schema.addProperty(field, text());
    }
    return schema
        .addProperty("status", OASFactory.createSchema().type(List.of(Schema.SchemaType.INTEGER)))
        .addProperty(
            "details",
            OASFactory.createSchema()
                .type(List.of(Schema.SchemaType.OBJECT))
                .description("说明中的数值，供程序使用 / What the detail names, for programs"))
        .addProperty(
            "violations",
            OASFactory.createSchema()
                .type(List.of(Schema.SchemaType.ARRAY))
                .description("每一处问题 / Everything that is wrong with the body")
                .items(violation))
        .required(List.of("type", "title", "status", "code", "instance"));
  }

  private static void addHeader(
      Operation operation, String name, String description, boolean required) {
    List<Parameter> present = operation.getParameters();
    if (present != null && present.stream().anyMatch(p -> name.equals(p.getName()))) {
      return;
    }
    operation.addParameter(
        OASFactory.createParameter()
            .name(name)
            .in(Parameter.In.HEADER)
            .description(description)
            .required(required)
            .schema(text()));
  }
}
