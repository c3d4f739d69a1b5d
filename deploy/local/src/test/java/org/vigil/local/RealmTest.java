package org.vigil.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigil.testing.infra.RealIdentity;

/** The deployment's realm gives people what the local provider gives them. */
class RealmTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What every provider says of a token itself, or Keycloak without being told. */
  private static final Set<String> OF_EVERY_TOKEN =
      Set.of("iss", "exp", "iat", "nbf", "jti", "tid", "azp");

  private JsonNode realm;

  @BeforeEach
  void read() throws IOException {
    realm = JSON.readTree(Path.of("../identity/vigil-realm.json").toFile());
  }

  @Test
  void a_person_gets_the_claims_that_the_local_provider_gives() throws IOException {
    String token = RealIdentity.shared().personsToken("department", "GWYC", "GW-001");
    Set<String> local = new TreeSet<>();
    JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]))
        .fieldNames()
        .forEachRemaining(local::add);
    local.removeAll(OF_EVERY_TOKEN);

    assertThat(claims(client("people"))).containsExactlyInAnyOrderElementsOf(local);
  }

  @Test
  void a_system_gets_no_staff_number() {
    assertThat(elements(realm.path("clients")))
        .filteredOn(one -> one.path("serviceAccountsEnabled").asBoolean())
        .isNotEmpty()
        .allSatisfy(one -> assertThat(claims(one)).doesNotContain("staff_no"));
  }

  @Test
  void people_sign_in_by_a_code_with_pkce_only() {
    JsonNode people = client("people");

    assertThat(people.path("standardFlowEnabled").asBoolean()).isTrue();
    assertThat(people.at("/attributes/pkce.code.challenge.method").asText()).isEqualTo("S256");
    assertThat(
            List.of("implicitFlowEnabled", "directAccessGrantsEnabled", "serviceAccountsEnabled"))
        .noneMatch(flow -> people.path(flow).asBoolean());
  }

  @Test
  void nobody_enters_their_own_staff_number_or_department() throws IOException {
    JsonNode profile =
        JSON.readTree(
            realm
                .at(
                    "/components/org.keycloak.userprofile.UserProfileProvider/0/config"
                        + "/kc.user.profile.config/0")
                .asText());

    assertThat(elements(profile.path("attributes")))
        .filteredOn(one -> Set.of("staff_no", "department").contains(one.path("name").asText()))
        .hasSize(2)
        .allSatisfy(
            one ->
                assertThat(elements(one.at("/permissions/edit")))
                    .extracting(JsonNode::asText)
                    .containsExactly("admin"));
  }

  @Test
  void nobody_has_a_password_before_one_is_given() {
    assertThat(elements(realm.path("users")))
        .isNotEmpty()
        .allMatch(one -> one.has("serviceAccountClientId") && !one.has("credentials"));
  }

  private JsonNode client(String id) {
    return elements(realm.path("clients")).stream()
        .filter(one -> one.path("clientId").asText().equals(id))
        .findFirst()
        .orElseThrow(() -> new AssertionError("the realm has no client " + id));
  }

  private Set<String> claims(JsonNode client) {
    Set<String> claims = new TreeSet<>();
    Set<String> scopes = new TreeSet<>();
    elements(client.path("defaultClientScopes")).forEach(scope -> scopes.add(scope.asText()));
    for (JsonNode scope : elements(realm.path("clientScopes"))) {
      if (scopes.contains(scope.path("name").asText())) {
        elements(scope.path("protocolMappers")).forEach(mapper -> claims.add(claim(mapper)));
      }
    }
    elements(client.path("protocolMappers")).forEach(mapper -> claims.add(claim(mapper)));
    return claims;
  }

  private static String claim(JsonNode mapper) {
    return switch (mapper.path("protocolMapper").asText()) {
      case "oidc-sub-mapper" -> "sub";
      case "oidc-audience-mapper" -> "aud";
      default -> mapper.at("/config/claim.name").asText();
    };
  }

  private static List<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }
}
