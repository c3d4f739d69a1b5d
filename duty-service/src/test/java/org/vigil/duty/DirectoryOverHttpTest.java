package org.vigil.duty;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.vigil.duty.sheet.Sheet;
import org.vigil.testing.edge.VigilResource;

/** Departments come in as a list, and the directory is asked how it was. */
@QuarkusTest
@QuarkusTestResource(
    value = VigilResource.class,
    initArgs = @ResourceArg(name = "kafka", value = "false"))
class DirectoryOverHttpTest {

  private static final String IMPORT = "/api/v1/departments-import";

  private static Response put(String path, Object body) {
    Response answer =
        given()
            .auth()
            .oauth2(VigilResource.token("office"))
            .contentType(ContentType.JSON)
            .body(body)
            .put(path);
    answer.then().statusCode(200);
    return answer;
  }

  private static ValidatableResponse get(String who, String path) {
    return given().auth().oauth2(VigilResource.token(who)).get(path).then();
  }

  private static ValidatableResponse upload(String who, String path, byte[] file) {
    return given()
        .auth()
        .oauth2(VigilResource.token(who))
        .contentType("application/octet-stream")
        .body(file)
        .put(path)
        .then();
  }

  private static ValidatableResponse upload(String path, String csv) {
    return upload("office", path, csv.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void departments_are_imported_from_the_template_and_keep_their_heads() throws Exception {
    Map<String, Object> head = Map.of("name", "王静", "staffNo", "IM-001");
    put("/api/v1/departments/IMA", Map.of("name", "甲", "active", true, "head", head));
    byte[] template = get("office", IMPORT + "/template").statusCode(200).extract().asByteArray();
    assertThat(template).startsWith('P', 'K');
    byte[] filled =
        Sheet.write(
            "x",
            List.of(
                List.of("代码", "名称", "别名", "上级", "有效"),
                List.of("IMA", "甲科", "甲处、甲组", "", "是"),
                List.of("IMB", "乙科", "", "甲组", "否")));

    upload("office", IMPORT + "?dryRun=true", filled)
        .statusCode(200)
        .body("departments", equalTo(2))
        .body("dryRun", equalTo(true));
    get("office", "/api/v1/departments").body("code", not(hasItem("IMB")));
    upload("office", IMPORT, filled).statusCode(200).body("dryRun", equalTo(false));
    upload("office", IMPORT, filled).statusCode(200);

    await()
        .untilAsserted(
            () ->
                get("office", "/api/v1/departments/IMB/arrangement")
                    .statusCode(200)
                    .body("name", equalTo("乙科"))
                    .body("parent", equalTo("IMA")));
    get("office", "/api/v1/departments")
        .body("find { it.code == 'IMA' }.name", equalTo("甲科"))
        .body("find { it.code == 'IMA' }.head", startsWith("王"))
        .body("find { it.code == 'IMB' }.active", equalTo(false));
    get("office", "/api/v1/departments/甲处/arrangement").body("code", equalTo("IMA"));
  }

  @Test
  void a_broken_list_of_departments_changes_nothing_and_names_every_bad_cell() {
    upload(IMPORT, "代码,名称,别名,上级,有效\nIMC,丙科,,,\nimd,,丙科,无此科室,也许\nIMC,丁科,,IMC,\n")
        .statusCode(400)
        .body("code", equalTo("invalid-body"))
        .body("violations.pointer", contains("/A3", "/B3", "/C3", "/D3", "/E3", "/A4", "/D4"));
    upload(IMPORT, "代码,名称,别名,上级,有效\nIMC,丙科,,,\nimd,,,,\n").statusCode(400);
    upload(IMPORT, "代码,名称\nIMC,丙科").statusCode(200);
    await().untilAsserted(() -> get("office", "/api/v1/departments").body("code", hasItem("IMC")));
    get("office", "/api/v1/departments").body("findAll { it.code.startsWith('im') }", hasSize(0));
  }

  @Test
  void what_is_no_list_of_departments_is_refused() {
    upload(IMPORT, "代码,名称,别名,上级,有效\n").statusCode(400).body("code", equalTo("sheet-empty"));
    upload("office", IMPORT, new byte[] {'P', 'K', 3, 4, 9})
        .statusCode(400)
        .body("code", equalTo("not-a-sheet"));
    upload(IMPORT, "h\n" + "IMX,名\n".repeat(501))
        .statusCode(400)
        .body("code", equalTo("sheet-too-large"));
    upload("department-BGS", IMPORT, new byte[] {'x'}).statusCode(403);
    get("department-BGS", IMPORT + "/template").statusCode(403);
  }
}
