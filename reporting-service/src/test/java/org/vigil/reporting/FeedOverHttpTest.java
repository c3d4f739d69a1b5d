package org.vigil.reporting;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;

import com.sun.net.httpserver.HttpServer;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigil.edge.Policies;
import org.vigil.eventsourcing.projection.Sql;
import org.vigil.testing.edge.OnRealInfrastructure;
import org.vigil.testing.edge.VigilResource;

/** Those who follow the feed: with a filter, a cursor, a stream, and where it is sent to. */
@QuarkusTest
@TestProfile(FeedOverHttpTest.Loopback.class)
@OnRealInfrastructure(kafka = false)
class FeedOverHttpTest {

  /** Each report is of somebody else, as two of one illness are one matter. */
  private static final AtomicInteger PEOPLE = new AtomicInteger();

  private static final String FEED = "/api/v1/escalation-feed";
  private static final String CONSUMERS = "/api/v1/feed-consumers";
  private static final String WEBHOOKS = "/api/v1/webhook-endpoints";
  private static final Duration SOON = Duration.ofSeconds(30);

  /** More than the calls that are let in at once, which are 400 here. */
  private static final int FOLLOWERS = 450;

  private static final int PLACES = 460;

  @Inject AgroalDataSource dataSource;
  @Inject Policies policies;

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  private HttpServer receiver;
  private final Queue<Integer> answers = new ConcurrentLinkedQueue<>();
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private volatile int otherwise = 204;

  private record Call(String id, String timestamp, String signature, String body) {}

  /** The receiver stands on this host. */
  public static class Loopback implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "vigil.webhooks.loopback", "true", "vigil.followers.max", Integer.toString(PLACES));
    }
  }

  @BeforeEach
  void receive() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/",
        exchange -> {
          var headers = exchange.getRequestHeaders();
          calls.add(
              new Call(
                  headers.getFirst("webhook-id"),
                  headers.getFirst("webhook-timestamp"),
                  headers.getFirst("webhook-signature"),
                  new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
          Integer answer = answers.poll();
          exchange.getResponseHeaders().add("Location", "http://127.0.0.1:" + port + "/docs");
          exchange.sendResponseHeaders(answer == null ? otherwise : answer, -1);
          exchange.close();
        });
    receiver.start();
  }

  @AfterEach
  void stopReceiving() {
    receiver.stop(0);
  }

  private static RequestSpecification as(String token) {
    return given().auth().oauth2(VigilResource.token(token));
  }

  private static Response post(String token, String path, String body) {
    return as(token)
        .contentType("application/json")
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .body(body)
        .post(path);
  }

  /** Somebody has symptoms; the answer is the report's id. */
  private static String report(String department) {
    String at = Instant.now().minusSeconds(60).toString();
    return post(
            "department-" + department,
            "/api/v1/symptom-reports",
            """
            {"department":"%s","person":{"name":"张三丰","staffNo":"A-%d"},"symptoms":["FEVER"],
             "temperatureCelsius":38.2,"onsetAt":"%s","knownAt":"%s"}
            """
                .formatted(department, PEOPLE.incrementAndGet(), at, at))
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  /** Waits until the feed says something of a subject; the item's number. */
  private static int told(String subject, String change) {
    return Awaitility.await()
        .atMost(SOON)
        .until(
            () ->
                as("office")
                    .get(FEED + "?limit=500")
                    .<Integer>path(
                        "items.find { it.subject.id == '"
                            + subject
                            + "' && it.change == '"
                            + change
                            + "' }?.sequence"),
            sequence -> sequence != null);
  }

  private static void decide(String parameter, String value) {
    as("office")
        .contentType("application/json")
        .body(
            """
            {"members":[{"role":"LEADER","name":"林建华","staffNo":"LD-001",
              "from":"2022-01-01T00:00:00Z"}]}
            """)
        .put("/api/v1/leading-group")
        .then()
        .statusCode(200);
    post(
            "leader:LD-001",
            "/api/v1/policy-parameters/" + parameter + "/versions",
            """
            {"value":"%s","effectiveFrom":"2022-01-01T00:00:00Z","source":"测试"}
            """
                .formatted(value))
        .then()
        .statusCode(201);
  }

  // Filters

  @Test
  void a_reader_gets_what_it_asks_for_and_comes_to_the_end_all_the_same() {
    told(report("YWS"), "RAISED");
    told(report("GWYC"), "RAISED");

    as("office")
        .get(FEED + "?department=GWYC&level=L2&severity=CRITICAL&obligation=3.11-b&change=RAISED")
        .then()
        .statusCode(200)
        .body("items", not(empty()))
        .body("items.department", everyItem(equalTo("GWYC")))
        .body("items.change", everyItem(equalTo("RAISED")))
        .body("caughtUp", equalTo(true));
    int newest = as("office").get(FEED + "?limit=500").path("next");
    as("office")
        .get(FEED + "?department=JGDW")
        .then()
        .body("items", empty())
        .body("caughtUp", equalTo(true));
    assertThat(as("office").get(FEED + "?department=JGDW").<Integer>path("next"))
        .isGreaterThanOrEqualTo(newest);
  }

  @Test
  void a_filter_that_lets_nothing_through_ever_is_a_mistake() {
    for (String wrong : List.of("level=L9", "change=SHOUTED", "obligation=x", "severity=LOUD")) {
      as("office").get(FEED + "?" + wrong).then().statusCode(400);
      as("office").get(FEED + "/stream?" + wrong).then().statusCode(400);
    }
    for (String wrong : List.of("-1", "17.", "17.xyz", "9".repeat(30))) {
      as("office")
          .header("Last-Event-ID", wrong)
          .get(FEED + "/stream")
          .then()
          .statusCode(400)
          .body("code", equalTo("feed-parameters"));
    }
  }

  // Consumers

  @Test
  void a_consumer_goes_on_from_where_it_has_acknowledged() {
    int sequence = told(report("GWYC"), "RAISED");
    as("office").put(CONSUMERS + "/oa").then().statusCode(200).body("status", equalTo("HEARD"));

    acknowledge("office", "oa", sequence).statusCode(200).body("acknowledged", equalTo(sequence));
    acknowledge("office", "oa", sequence - 1)
        .statusCode(200)
        .body("acknowledged", equalTo(sequence));

    as("office")
        .get(FEED + "?consumer=oa&limit=1&wait=5")
        .then()
        .statusCode(200)
        .body("items[0].sequence", equalTo(sequence + 1));
    as("auditor")
        .get(CONSUMERS + "/oa/acknowledgements")
        .then()
        .statusCode(200)
        .body("items.upTo", hasItem(sequence));
    as("ops").get(CONSUMERS).then().statusCode(200).body("name", hasItem("oa"));
  }

  @Test
  void nobody_acknowledges_for_another_or_what_was_never_told() {
    as("office").put(CONSUMERS + "/mine").then().statusCode(200);

    acknowledge("leader", "mine", 1).statusCode(409);
    as("leader").put(CONSUMERS + "/mine").then().statusCode(409);
    acknowledge("office", "mine", Integer.MAX_VALUE)
        .statusCode(409)
        .body("code", equalTo("beyond-the-feed"))
        .body("details.newest", greaterThanOrEqualTo(0));
    acknowledge("office", "nobody", 1).statusCode(404);
    as("office").put(CONSUMERS + "/Not-A-Name").then().statusCode(400);
    as("office").get(FEED + "?consumer=nobody").then().statusCode(404);
    post("office", CONSUMERS + "/mine/retirements", "").then().statusCode(204);
    acknowledge("office", "mine", 1).statusCode(404);
  }

  @Test
  void the_operators_see_how_many_read_the_feed() {
    double before = metric("vigil_feed_consumers");

    as("office").put(CONSUMERS + "/seen").then().statusCode(200);

    assertThat(metric("vigil_feed_consumers")).isEqualTo(before + 1);
    post("office", CONSUMERS + "/seen/retirements", "").then().statusCode(204);
    assertThat(metric("vigil_feed_consumers")).isEqualTo(before);
    assertThat(metric("vigil_webhooks")).isGreaterThanOrEqualTo(metric("vigil_webhooks_dead"));
  }

  private static double metric(String name) {
    return given()
        .get("/q/metrics")
        .asString()
        .lines()
        .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .findFirst()
        .orElseThrow();
  }

  /** 4.2-c and 2-f: when nobody reads what the office is told, the level above it is told. */
  @Test
  void when_the_office_stops_reading_the_executive_deputy_leader_is_told() {
    decide("reporting.feed-silent-after", "PT1S");
    as("office")
        .contentType("application/json")
        .body(
            """
            {"members":[
             {"role":"EXECUTIVE_DEPUTY","name":"罗文","staffNo":"L0002","from":"2022-01-01T00:00:00Z"},
             {"role":"LEADER","name":"高远","staffNo":"L0001","from":"2022-01-01T00:00:00Z"}]}
            """)
        .put("/api/v1/leading-group")
        .then()
        .statusCode(200);
    Awaitility.await()
        .atMost(SOON)
        .until(
            () -> {
              policies.refresh();
              return policies
                  .duration("reporting.feed-silent-after", Instant.now())
                  .equals(Duration.ofSeconds(1));
            });

    as("office").put(CONSUMERS + "/quiet").then().statusCode(200);

    told("quiet", "RAISED");
    as("office")
        .get(FEED + "?obligation=4.2-c&change=RAISED&limit=500")
        .then()
        .body("items.find { it.subject.id == 'quiet' }.level", equalTo("L4"));
    as("office").get(CONSUMERS + "/quiet").then().body("status", equalTo("SILENT"));
    decide("reporting.feed-silent-after", "PT10M");
    Awaitility.await()
        .atMost(SOON)
        .untilAsserted(() -> acknowledge("office", "quiet", 1).body("status", equalTo("HEARD")));
  }

  private static ValidatableResponse acknowledge(String token, String consumer, int sequence) {
    return as(token)
        .contentType("application/json")
        .body("{\"sequence\":" + sequence + "}")
        .post(CONSUMERS + "/" + consumer + "/acknowledgements")
        .then();
  }

  // Corrections

  @Test
  void a_report_that_is_put_right_is_told_as_a_new_item_and_the_old_one_stays() {
    String id = report("GWYC");
    int first = told(id, "RAISED");
    String at = Instant.now().minusSeconds(60).toString();

    post(
            "department",
            "/api/v1/symptom-reports/" + id + "/corrections",
            """
            {"person":{"name":"李四光","staffNo":"A-%d"},"symptoms":["COUGH"],
             "onsetAt":"%s","knownAt":"%s","reason":"姓名有误"}
            """
                .formatted(PEOPLE.get(), at, at))
        .then()
        .statusCode(200);

    int second = told(id, "CORRECTED");
    assertThat(second).isGreaterThan(first);
    as("office")
        .get(FEED + "?limit=500&after=" + (first - 1))
        .then()
        .body("items.find { it.sequence == " + first + " }.subject.maskedName", equalTo("张*"))
        .body("items.find { it.sequence == " + second + " }.subject.maskedName", equalTo("李*"));
  }

  @Test
  void obligation_3_11_b_a_second_report_of_an_illness_is_kept_whole_and_added_to_the_first() {
    String first = report("GWYC");
    told(first, "RAISED");
    Awaitility.await()
        .atMost(SOON)
        .until(() -> as("office").get("/api/v1/symptom-reports/" + first).statusCode() == 200);
    String at = Instant.now().minusSeconds(7_200).toString();
    Response second =
        post(
            "department-YWS",
            "/api/v1/symptom-reports",
            """
            {"department":"YWS","person":{"name":"张三丰","staffNo":"A-%d"},"symptoms":["COUGH"],
             "onsetAt":"%s","knownAt":"%s"}
            """
                .formatted(PEOPLE.get(), at, Instant.now()));

    second.then().statusCode(201).body("status", equalTo("JOINED")).body("matter", equalTo(first));
    told(first, "ADDED");
    String one = "/api/v1/symptom-reports/" + second.path("id");
    as("office")
        .header("Vigil-At-Least", second.header("Vigil-Position"))
        .get(one)
        .then()
        .body("status", equalTo("JOINED"))
        .body("matter", equalTo(first))
        .body("symptoms", contains("COUGH"))
        .body("reportsOfPerson", contains(first, second.path("id")));
    as("office")
        .queryParam("asOf", Instant.now().toString())
        .get(one)
        .then()
        .body("status", equalTo("JOINED"))
        .body("matter", equalTo(first));
    as("office")
        .get(FEED + "?limit=500")
        .then()
        .body("items.findAll { it.subject.id == '" + second.path("id") + "' }", hasSize(0));
    post("office", one + "/acknowledgements", "{}")
        .then()
        .statusCode(409)
        .body("code", equalTo("report-joined-another"))
        .body("detail", containsString(first));
    post("office", "/api/v1/symptom-reports/" + first + "/acknowledgements", "{}")
        .then()
        .statusCode(200);
  }

  // Schema

  @Test
  void an_item_is_what_the_document_says_that_generated_clients_read() {
    int sequence = told(report("GWYC"), "RAISED");
    Map<String, Object> item =
        as("office").get(FEED + "?limit=1&after=" + (sequence - 1)).path("items[0]");
    var document = given().get("/openapi?format=json").then().extract().jsonPath();
    Map<String, Object> declared = document.getMap("components.schemas.FeedItem.properties");

    assertThat(declared.keySet()).containsAll(item.keySet());
    assertThat(document.getList("components.schemas.FeedItem.properties.change.enum", String.class))
        .contains("RAISED", "ADDED", "CORRECTED", "TRANSFERRED", "SNOOZED");
    assertThat(
            document.getMap("paths.'/api/v1/webhook-endpoints'.post.callbacks.feedItem").keySet())
        .containsExactly("{$request.body#/url}");
  }

  // After a restore to an earlier point

  @Test
  void who_has_read_beyond_the_end_is_told_where_it_is() {
    told(report("GWYC"), "RAISED");
    int newest = as("office").get(FEED + "?limit=500").path("next");
    int beyond = newest + 1_000;

    for (String path :
        List.of(FEED + "?wait=30&after=" + beyond, FEED + "/stream?after=" + beyond)) {
      as("office")
          .header("Accept-Language", "zh")
          .get(path)
          .then()
          .statusCode(409)
          .contentType("application/problem+json")
          .body("code", equalTo("beyond-the-feed"))
          .body("title", equalTo("信息流没有这个序号"))
          .body("details.newest", allOf(greaterThanOrEqualTo(newest), lessThan(beyond)));
    }
    as("office")
        .header("Last-Event-ID", Integer.toString(beyond))
        .header("Accept-Language", "en")
        .get(FEED + "/stream")
        .then()
        .statusCode(409)
        .body("detail", containsString("go back to an item that is still as you have it"));
  }

  @Test
  void who_read_an_item_whose_number_another_has_now_is_told_so() throws SQLException {
    int sequence = told(report("GWYC"), "RAISED");
    String path = FEED + "?limit=1&after=";
    String mark = as("office").get(path + (sequence - 1)).path("mark");
    as("office").get(path + sequence + "&mark=" + mark).then().statusCode(200);
    Response nothing = as("office").get(path + sequence + "&department=NONE");
    int next = nothing.path("next");
    as("office").get(path + (next - 1)).then().body("mark", equalTo(nothing.path("mark")));

    // As if the record had been restored to before this item, and had grown past it again.
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "update feed_item set at = at + interval '1 millisecond' where sequence = " + sequence);
    }
    as("office")
        .header("Accept-Language", "zh")
        .get(path + sequence + "&mark=" + mark)
        .then()
        .statusCode(409)
        .contentType("application/problem+json")
        .body("code", equalTo("another-feed"))
        .body("title", equalTo("信息流的这一条已不是您读过的那一条"))
        .body("details.after", equalTo(sequence));
    as("office")
        .header("Last-Event-ID", sequence + "." + mark)
        .get(FEED + "/stream")
        .then()
        .statusCode(409)
        .body("code", equalTo("another-feed"));
    as("office").get(path + sequence).then().statusCode(200);
    as("office").get(FEED + "?limit=1&after=0&mark=" + mark).then().statusCode(200);
  }

  @Test
  void who_has_read_everything_waits_and_is_told_nothing_else() {
    told(report("GWYC"), "RAISED");
    Response part = as("office").get(FEED + "?limit=500");

    as("office")
        .get(FEED + "?limit=500&after=" + part.path("next"))
        .then()
        .statusCode(200)
        .body("caughtUp", equalTo(true));
  }

  /** As while it is built anew: then the feed is short without a restore. */
  @Test
  void who_is_ahead_of_a_feed_that_is_not_yet_told_waits() throws SQLException {
    told(report("GWYC"), "RAISED");
    int newest = as("office").get(FEED + "?limit=500").path("next");

    try (Connection held = dataSource.getConnection();
        Statement statement = held.createStatement()) {
      held.setAutoCommit(false);
      statement.execute("lock table feed_item in share mode");
      report("GWYC");

      Awaitility.await()
          .atMost(SOON)
          .until(
              () -> as("office").get(FEED + "?after=" + (newest + 1_000)).statusCode(),
              equalTo(200));
      held.rollback();
    }
  }

  // The stream

  @Test
  void more_followers_of_the_stream_than_calls_at_once_get_the_same_item() throws IOException {
    int newest = as("office").get(FEED + "?limit=500").path("next");
    List<Socket> followers = new ArrayList<>();
    try {
      for (int i = 0; i < FOLLOWERS; i++) {
        followers.add(follow(newest));
      }
      String id = report("GWYC");

      for (Socket follower : followers) {
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(follower.getInputStream(), StandardCharsets.UTF_8));
        String event = "";
        String data = lines.readLine();
        while (data != null && !data.contains(id)) {
          event = data.startsWith("id:") ? data.substring("id:".length()).trim() : event;
          data = lines.readLine();
        }
        assertThat(data).contains("\"change\":\"RAISED\"");
        as("office")
            .get(FEED + "?limit=1&after=" + event.replace(".", "&mark="))
            .then()
            .statusCode(200);
        assertThat(event).matches("[0-9]+\\.[0-9a-f]{16}");
      }
    } finally {
      for (Socket follower : followers) {
        follower.close();
      }
    }
  }

  @Test
  void a_follower_too_many_is_told_so_and_gets_the_place_of_one_that_has_gone() throws IOException {
    List<Socket> followers = new ArrayList<>();
    try {
      String answer;
      do {
        Socket follower = follow(0);
        followers.add(follower);
        answer = firstLine(follower);
      } while (answer.endsWith("200 OK") && followers.size() <= PLACES);
      assertThat(answer).isEqualTo("HTTP/1.1 503 Service Unavailable");

      followers.getFirst().close();

      Awaitility.await().atMost(SOON).until(() -> firstLine(added(followers)).endsWith("200 OK"));
    } finally {
      for (Socket follower : followers) {
        follower.close();
      }
    }
  }

  private Socket added(List<Socket> followers) throws IOException {
    Socket follower = follow(0);
    followers.add(follower);
    return follower;
  }

  private static String firstLine(Socket follower) throws IOException {
    return new BufferedReader(
            new InputStreamReader(follower.getInputStream(), StandardCharsets.UTF_8))
        .readLine();
  }

  private Socket follow(int after) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout((int) SOON.toMillis());
    socket
        .getOutputStream()
        .write(
            ("GET "
                    + FEED
                    + "/stream?department=GWYC&after="
                    + after
                    + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n"
                    + "Authorization: Bearer "
                    + VigilResource.token("office")
                    + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  // Webhooks

  private String endpoint(String name, String more) {
    return post(
            "office",
            WEBHOOKS,
            """
            {"name":"%s","url":"http://127.0.0.1:%d/hooks"%s}
            """
                .formatted(name, receiver.getAddress().getPort(), more))
        .then()
        .statusCode(201)
        .extract()
        .path("secret");
  }

  private static void remove(String name) {
    post("office", WEBHOOKS + "/" + name + "/removals", "").then().statusCode(204);
  }

  @Test
  void each_item_is_sent_signed_and_in_order_until_it_is_taken() throws Exception {
    answers.addAll(List.of(500, 302));
    String secret = endpoint("oa", ",\"filter\":{\"department\":\"ZHGL\",\"change\":\"RAISED\"}");

    String first = report("ZHGL");
    told(first, "RAISED");
    String second = report("ZHGL");

    Awaitility.await().atMost(SOON).until(() -> calls.size() >= 4);
    remove("oa");
    assertThat(calls.subList(0, 3)).extracting(Call::id).containsOnly(calls.getFirst().id());
    assertThat(calls.get(2).body())
        .contains(first)
        .contains("\"type\":\"vigil.reporting.feed-item.v1\"");
    assertThat(calls.get(3).body()).contains(second);
    for (Call call : calls) {
      assertThat(call.signature()).isEqualTo(signature(secret, call));
      assertThat(Long.parseLong(call.timestamp()))
          .isCloseTo(Instant.now().getEpochSecond(), within(60L));
    }
  }

  /** As a receiver would do it, after the specification. */
  private static String signature(String secret, Call call) throws Exception {
    assertThat(secret).startsWith("whsec_");
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(
        new SecretKeySpec(
            Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
    byte[] content =
        (call.id() + "." + call.timestamp() + "." + call.body()).getBytes(StandardCharsets.UTF_8);
    return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(content));
  }

  @Test
  void a_replay_sends_again_what_was_taken_under_the_same_id() {
    endpoint("again", ",\"filter\":{\"department\":\"HYFW\",\"change\":\"RAISED\"}");
    int sequence = told(report("HYFW"), "RAISED");
    Awaitility.await().atMost(SOON).until(() -> calls.size() == 1);

    post("office", WEBHOOKS + "/again/replays", "{\"after\":" + (sequence - 1) + "}")
        .then()
        .statusCode(204);

    Awaitility.await().atMost(SOON).until(() -> calls.size() == 2);
    remove("again");
    assertThat(calls.get(1).id()).isEqualTo(calls.get(0).id()).isEqualTo("feed-" + sequence);
  }

  @Test
  void an_endpoint_that_takes_nothing_is_dead_which_is_told_and_still_tried() {
    decide("reporting.webhook-dead-after", "PT1S");
    otherwise = 503;
    endpoint("gone", ",\"filter\":{\"department\":\"JYGL\",\"change\":\"RAISED\"}");
    report("JYGL");

    told("gone", "RAISED");
    as("ops")
        .get(WEBHOOKS + "/gone")
        .then()
        .body("status", equalTo("DEAD"))
        .body("lastAnswer", equalTo("503"));
    otherwise = 204;
    Awaitility.await()
        .atMost(SOON)
        .untilAsserted(
            () -> as("ops").get(WEBHOOKS + "/gone").then().body("status", equalTo("ALIVE")));
    remove("gone");
    decide("reporting.webhook-dead-after", "PT1H");
  }

  @Test
  void a_secret_is_stored_encrypted_and_shown_once() {
    String secret = endpoint("kept", "");
    byte[] bytes = Base64.getDecoder().decode(secret.substring("whsec_".length()));

    List<byte[]> stored =
        Sql.list(
            dataSource,
            "select wrapped from webhook_secret where name = 'kept'",
            row -> row.getBytes(1));
    assertThat(stored).hasSize(1);
    assertThat(new String(stored.getFirst(), StandardCharsets.ISO_8859_1))
        .doesNotContain(new String(bytes, StandardCharsets.ISO_8859_1));
    assertThat(as("office").get(WEBHOOKS + "/kept").asString()).doesNotContain("secret");
    String next =
        post("office", WEBHOOKS + "/kept/secrets", "")
            .then()
            .statusCode(200)
            .extract()
            .path("secret");
    assertThat(next).startsWith("whsec_").isNotEqualTo(secret);
    remove("kept");
  }

  @Test
  void nothing_is_sent_where_nothing_should_be() {
    for (String url :
        List.of("http://oa.example/x", "https://user:pw@oa.example/x", "ftp://oa.example/x")) {
      post("office", WEBHOOKS, "{\"name\":\"x\",\"url\":\"" + url + "\"}")
          .then()
          .statusCode(409)
          .body("code", equalTo("webhook-url-not-allowed"));
    }
    post(
            "office",
            WEBHOOKS,
            "{\"name\":\"x\",\"url\":\"https://oa.example/x\",\"secretFile\":\"../key\"}")
        .then()
        .statusCode(409);
    post("office", WEBHOOKS + "/nobody/replays", "{\"after\":0}").then().statusCode(404);
    as("office").get(WEBHOOKS + "/nobody").then().statusCode(404);
  }
}
