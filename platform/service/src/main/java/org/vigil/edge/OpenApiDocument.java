package org.vigil.edge;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/** Adds to every operation what all of them have in common: problems and headers. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class OpenApiDocument implements OASFilter {

  private static final Map<String, String> ALWAYS =
      Map.of(
          "400", "请求有误 / The request is not right",
          "401", "需要有效的访问令牌 / A valid access token is needed",
          "403", "无权进行此操作 / You may not do this",
          "503", "请稍后再试 / Try again");

  private static final Map<String, String> FOR_COMMANDS =
      Map.of(
          "409", "规则不允许 / The rules refuse it",
          "412", "内容已被他人更新 / Somebody else has changed it",
          "413", "请求内容过大 / The body is too large",
          "415", "须为 application/json / The body must be JSON",
          "422", "Idempotency-Key 已用于另一请求 / The key was used for another request");

  @Override
  public void filterOpenAPI(OpenAPI openApi) {
    if (openApi.getPaths() == null || openApi.getPaths().getPathItems() == null) {
      return;
    }
    openApi
        .getPaths()
        .getPathItems()
        .forEach(
            (path, item) -> {
              for (Map.Entry<PathItem.HttpMethod, Operation> entry :
                  item.getOperations().entrySet()) {
                complete(path, entry.getKey(), entry.getValue());
              }
            });
  }

  private static void complete(String path, PathItem.HttpMethod method, Operation operation) {
    operation.addExtension("x-roles", roles(operation));
    addProblems(operation, ALWAYS);
    if (path.contains("{")) {
      addProblems(operation, Map.of("404", "未找到 / Not found"));
    }
    addHeader(operation, "Accept-Language", "zh 或 en / zh or en", false);
    if (method == PathItem.HttpMethod.GET) {
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

  private static void addProblems(Operation operation, Map<String, String> problems) {
    APIResponses responses = operation.getResponses();
    problems.forEach(
        (status, description) -> {
          if (responses.getAPIResponse(status) == null) {
            responses.addAPIResponse(
                status,
                OASFactory.createAPIResponse()
                    .description(description)
                    .content(
                        OASFactory.createContent()
                            .addMediaType(
                                Problems.MEDIA_TYPE,
                                OASFactory.createMediaType()
                                    .schema(
                                        OASFactory.createSchema()
                                            .ref("#/components/schemas/Problem")))));
          }
        });
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
            .schema(
                OASFactory.createSchema()
                    .type(
                        List.of(
                            org.eclipse.microprofile.openapi.models.media.Schema.SchemaType
                                .STRING))));
  }
}
