package org.vigil.disinfection;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.vigil.disinfection.meal.domain.Meal;
import org.vigil.disinfection.meal.domain.MealCommand.OrderMeals;
import org.vigil.disinfection.meal.domain.MealDecider;
import org.vigil.disinfection.meal.domain.MealOrder;
import org.vigil.disinfection.meal.domain.MealOrder.DueMeal;
import org.vigil.disinfection.meal.domain.MealReason;
import org.vigil.disinfection.meal.domain.SeparateMeals.Ordered;
import org.vigil.disinfection.meal.view.MealView;
import org.vigil.disinfection.order.domain.OrderedBy;
import org.vigil.disinfection.order.domain.Person;
import org.vigil.edge.Mechanism;
import org.vigil.edge.SubjectIds;
import org.vigil.eventsourcing.CommandContext;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.projection.Sql;
import org.vigil.testing.edge.OnRealInfrastructure;
import org.vigil.testing.edge.VigilResource;

/** Each operation on meals that are brought to somebody apart (3.8-f). */
@QuarkusTest
@OnRealInfrastructure(kafka = false)
class SeparateMealsOverHttpTest {

  private static final String ORDERS = "/api/v1/separate-meals";
  private static final String DEPARTMENT = "department-GWYC";
  private static final String CANTEEN = "department-JYGL";
  private static final String STRANGER = "department-YWS";

  @Inject Mechanism mechanism;
  @Inject AgroalDataSource dataSource;
  @Inject ZoneId zone;
  @Inject SubjectIds ids;

  private static RequestSpecification as(String token) {
    return given().auth().oauth2(VigilResource.token(token));
  }

  private static RequestSpecification send(String token, String key, String body) {
    return as(token).contentType("application/json").header("Idempotency-Key", key).body(body);
  }

  private static RequestSpecification send(String token, String body) {
    return send(token, UUID.randomUUID().toString(), body);
  }

  private static ValidatableResponse problem(Response response, int status, String code) {
    return response
        .then()
        .statusCode(status)
        .contentType("application/problem+json")
        .body("code", equalTo(code));
  }

  private LocalDate today() {
    return LocalDate.now(zone);
  }

  /** Tomorrow's lunch and dinner, and those of the day after. */
  private String content(String staffNo) {
    return """
    {"person":{"name":"张三丰","staffNo":"%s","phone":null},"place":"三号楼 305","reason":"CONTACT",
     "note":"次密接","firstDay":"%s","lastDay":"%s","meals":["LUNCH","DINNER"]}
    """
        .formatted(staffNo, today().plusDays(1), today().plusDays(2));
  }

  private String order(String department) {
    return "{\"department\":\"%s\",\"content\":%s}".formatted(department, content("GW-017"));
  }

  private Response ordered(String token) {
    Response response = send(token, order("GWYC")).post(ORDERS);
    response.then().statusCode(201).header("ETag", notNullValue());
    return response;
  }

  private String delivery(LocalDate day, Instant at) {
    return """
    {"day":"%s","meal":"LUNCH","deliveredAt":"%s","by":"JY-008","contactFree":true}
    """
        .formatted(day, at);
  }

  private static ValidatableResponse read(String token, String path, Response behind) {
    return as(token)
        .header("Vigil-At-Least", behind.header("Vigil-Position"))
        .get(path)
        .then()
        .statusCode(200);
  }

  private static String at(Response order) {
    return ORDERS + "/" + order.path("id");
  }

  @Test
  void obligation_3_8_f_a_department_orders_for_its_own_people_and_sees_each_meal_masked() {
    Response order = ordered(DEPARTMENT);

    String id = order.path("id");
    read(DEPARTMENT, ORDERS, order)
        .body("items.find { it.id == '" + id + "' }.meals", equalTo(4))
        .body("items.find { it.id == '" + id + "' }.maskedName", equalTo("张*"));
    as(DEPARTMENT)
        .get(at(order))
        .then()
        .statusCode(200)
        .header("ETag", "\"1\"")
        .body("status", equalTo("OPEN"))
        .body("orderedBy", equalTo("DEPARTMENT"))
        .body("meals", hasSize(4))
        .body("meals.missed", not(hasItem(true)))
        .body("", not(hasItem(containsString("张三"))));
  }

  @Test
  void the_canteen_sees_every_order_of_a_day_and_another_department_none() {
    Response order = ordered(DEPARTMENT);
    String id = order.path("id");

    read(CANTEEN, ORDERS + "?day=" + today().plusDays(2), order).body("items.id", hasItem(id));
    read(CANTEEN, ORDERS + "?day=" + today().plusDays(9), order).body("items.id", not(hasItem(id)));
    read(STRANGER, ORDERS, order).body("items.id", not(hasItem(id)));
    problem(as(STRANGER).get(at(order)), 404, "not-found");
    problem(as("office").get(ORDERS + "?day=tomorrow"), 400, "day-malformed");
  }

  @Test
  void a_department_orders_for_no_other_and_the_canteen_for_any_at_its_word() {
    problem(send(STRANGER, order("GWYC")).post(ORDERS), 403, "other-department");
    problem(send("no-department", order("GWYC")).post(ORDERS), 403, "department-claim-missing");

    as("auditor").get(at(ordered(CANTEEN))).then().body("orderedBy", equalTo("PROVIDER"));
    as("leader").get(at(ordered("office"))).then().body("orderedBy", equalTo("OFFICE"));
  }

  @Test
  void only_the_canteen_or_the_office_says_that_a_meal_is_there() {
    Response order = ordered(DEPARTMENT);
    String body = delivery(today(), Instant.now());

    problem(send(DEPARTMENT, body).post(at(order) + "/deliveries"), 403, "other-department");
    problem(send(STRANGER, body).post(at(order) + "/deliveries"), 404, "not-found");
    problem(send(CANTEEN, body).post(at(order) + "/deliveries"), 409, "meal-not-ordered");
  }

  @Test
  void a_delivery_on_another_day_or_in_the_future_is_told_so() {
    String deliveries = at(ordered(DEPARTMENT)) + "/deliveries";
    problem(
            send(CANTEEN, delivery(today().plusDays(1), Instant.now())).post(deliveries),
            400,
            "invalid-body")
        .body("violations.code", contains("another-day"));
    problem(
            send(CANTEEN, delivery(today().plusDays(1), Instant.now().plusSeconds(90_000)))
                .post(deliveries),
            400,
            "invalid-body")
        .body("violations.code", contains("in-the-future"));
  }

  @Test
  void only_who_asked_or_the_office_corrects_and_cancels() {
    Response order = ordered(DEPARTMENT);
    String correction = "{\"content\":%s,\"reason\":\"认错人\"}".formatted(content("GW-018"));
    String cancellation = "{\"mistaken\":true,\"reason\":\"重复登记\"}";

    problem(send(CANTEEN, correction).post(at(order) + "/corrections"), 403, "other-department");
    problem(
        send(CANTEEN, cancellation).post(at(order) + "/cancellations"), 403, "other-department");
    problem(send(STRANGER, cancellation).post(at(order) + "/cancellations"), 404, "not-found");

    send("office", correction).post(at(order) + "/corrections").then().statusCode(200);
    send(DEPARTMENT, cancellation).post(at(order) + "/cancellations").then().statusCode(200);
    problem(
        send(DEPARTMENT, cancellation).post(at(order) + "/cancellations"),
        409,
        "meal-order-cancelled");
    as(DEPARTMENT).get(at(order)).then().body("status", equalTo("MISTAKEN"));
  }

  /** The phone came first once where both numbers were given. */
  @Test
  void an_order_that_is_kept_under_the_phone_stays_about_the_same_person_when_it_is_put_right() {
    String id = UUID.randomUUID().toString();
    String phone = "13800000017";
    String kept = ids.of(phone, null);
    Instant now = Instant.now();
    var orders = mechanism.eventSourcing().handler(MealDecider.CATEGORY);
    orders.handle(
        id,
        new OrderMeals(
            id,
            kept,
            "GWYC",
            "JYGL",
            OrderedBy.DEPARTMENT,
            new MealOrder(
                new Person("张三丰", "GW-017", phone),
                "三号楼 305",
                true,
                MealReason.CONTACT,
                null,
                List.of(new DueMeal(today().plusDays(1), Meal.LUNCH, now.plusSeconds(86_400)))),
            now),
        CommandContext.of("test", UUID.randomUUID()));
    String correction =
        "{\"content\":%s,\"reason\":\"换房间\"}"
            .formatted(content("GW-017").replace("null", "\"" + phone + "\""));

    send(DEPARTMENT, correction).post(ORDERS + "/" + id + "/corrections").then().statusCode(200);

    Ordered same = (Ordered) orders.load(id).state();
    assertThat(same.subjectId()).isEqualTo(kept);
    assertThat(same.person()).isEqualTo(1);
    send(DEPARTMENT, correction.replace("GW-017", "GW-018"))
        .post(ORDERS + "/" + id + "/corrections")
        .then()
        .statusCode(200);
    Ordered another = (Ordered) orders.load(id).state();
    assertThat(another.subjectId()).isEqualTo(ids.of(null, "GW-018"));
    assertThat(another.person()).isEqualTo(2);
  }

  @Test
  void what_was_known_before_a_cancellation_is_still_known() {
    Response order = ordered(DEPARTMENT);
    String known = Instant.now().toString();
    send(DEPARTMENT, "{\"mistaken\":false,\"reason\":\"解除隔离\"}")
        .post(at(order) + "/cancellations")
        .then()
        .statusCode(200);

    as("auditor")
        .queryParam("asOf", known)
        .get(at(order))
        .then()
        .statusCode(200)
        .body("status", equalTo("OPEN"));
    as("auditor").get(at(order)).then().body("status", equalTo("CANCELLED"));
    problem(as("auditor").queryParam("validAt", known).get(at(order)), 400, "no-past-here");
  }

  @Test
  void the_canteen_sees_whom_it_is_for_and_where_to_and_not_why() {
    Response order = ordered(DEPARTMENT);
    String purpose = "{\"purpose\":\"送餐\"}";

    send(CANTEEN, purpose)
        .post(at(order) + "/reveals")
        .then()
        .statusCode(200)
        .body("name", equalTo("张三丰"))
        .body("place", equalTo("三号楼 305"))
        .body("reason", nullValue())
        .body("note", nullValue());
    Response last = send(DEPARTMENT, purpose).post(at(order) + "/reveals");
    last.then().statusCode(200).body("reason", equalTo("CONTACT")).body("note", equalTo("次密接"));
    problem(send(STRANGER, purpose).post(at(order) + "/reveals"), 404, "not-found");
    read("auditor", "/api/v1/reveals", last)
        .body(
            "items.findAll { it.stream == 'separate-meals/" + order.path("id") + "' }", hasSize(2));
  }

  @Test
  void an_order_sent_twice_is_one_and_another_under_its_key_is_a_misuse() {
    String key = UUID.randomUUID().toString();
    String first = send(DEPARTMENT, key, order("GWYC")).post(ORDERS).path("id");

    send(DEPARTMENT, key, order("GWYC"))
        .post(ORDERS)
        .then()
        .statusCode(201)
        .body("id", equalTo(first));
    problem(
        send(DEPARTMENT, key, order("GWYC").replace("305", "306")).post(ORDERS),
        422,
        "idempotency-key-reused");
  }

  @Test
  void an_order_at_a_version_that_has_passed_is_refused() {
    Response order = ordered(DEPARTMENT);
    problem(
        send(DEPARTMENT, "{\"mistaken\":true,\"reason\":\"重复\"}")
            .header("If-Match", "\"2\"")
            .post(at(order) + "/cancellations"),
        412,
        "version-mismatch");
  }

  @Test
  void an_order_that_makes_no_sense_is_told_what_is_wrong() {
    String body = order("GWYC");
    send(DEPARTMENT, body.replace("CONTACT", "OTHER").replace("\"次密接\"", "\" \""))
        .post(ORDERS)
        .then()
        .statusCode(400)
        .body("violations.code", contains("other-needs-note"));
    send(DEPARTMENT, body.replace(today().plusDays(2).toString(), today().plusDays(40).toString()))
        .post(ORDERS)
        .then()
        .statusCode(400)
        .body("violations.code", contains("day-out-of-bounds"));
    send(DEPARTMENT, body.replace("\"GW-017\"", "null"))
        .post(ORDERS)
        .then()
        .statusCode(400)
        .body("violations.code", contains("nobody-named"));
    send(DEPARTMENT, body.replace("305", "\\u0000")).post(ORDERS).then().statusCode(400);
    problem(
        send(
                DEPARTMENT,
                body.replace(today().plusDays(1).toString(), today().minusDays(2).toString())
                    .replace(today().plusDays(2).toString(), today().minusDays(1).toString()))
            .post(ORDERS),
        409,
        "no-meal-is-still-ahead");
  }

  @Test
  void nobody_is_let_in_without_a_token_and_an_unknown_order_is_not_found() {
    given().get(ORDERS).then().statusCode(401);
    problem(as("office").get(ORDERS + "/" + UUID.randomUUID()), 404, "not-found");
    problem(as("office").get(ORDERS + "/none"), 404, "not-found");
  }

  @Test
  void the_view_built_anew_from_the_log_is_the_live_one() throws SQLException {
    Response order = ordered(DEPARTMENT);
    String id = order.path("id");
    send(DEPARTMENT, "{\"content\":%s,\"reason\":\"认错人\"}".formatted(content("GW-018")))
        .post(at(order) + "/corrections")
        .then()
        .statusCode(200);
    Response last =
        send(DEPARTMENT, "{\"mistaken\":true,\"reason\":\"重复登记\"}")
            .post(at(order) + "/cancellations");
    read(DEPARTMENT, ORDERS, last);
    List<Recorded<Object>> log =
        mechanism.eventSourcing().own().after(0, 10_000).stream()
            .filter(event -> event.stream().key().equals(id))
            .toList();
    List<String> live = rows(id);

    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("delete from meal_order where id = '" + id + "'");
      statement.execute("delete from meal_due where order_id = '" + id + "'");
      for (Recorded<Object> event : log) {
        new MealView().apply(List.of(event, event), connection);
      }
    }

    assertThat(rows(id)).isEqualTo(live).hasSize(5);
  }

  private List<String> rows(String id) {
    return Sql.list(
        dataSource,
        "select row_to_json(t)::text from meal_order t where id = ? union all"
            + " select row_to_json(t)::text from meal_due t where order_id = ? order by 1",
        row -> row.getString(1),
        id,
        id);
  }
}
