package org.vigil.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The manifests are what Kubernetes' own types say, are confined, and name what there is. */
class KubernetesTest {

  private static final Path DEPLOY = Path.of("..");
  private static final Path FOLDER = DEPLOY.resolve("kubernetes");
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private static final Map<String, Class<? extends HasMetadata>> KINDS =
      Map.of(
          "v1/Namespace", Namespace.class,
          "v1/Service", Service.class,
          "apps/v1/Deployment", Deployment.class,
          "apps/v1/StatefulSet", StatefulSet.class,
          "networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class,
          "policy/v1/PodDisruptionBudget", PodDisruptionBudget.class);

  private record Manifest(String file, JsonNode written, HasMetadata read) {}

  private static List<JsonNode> documents(Path file) {
    try (MappingIterator<JsonNode> documents =
        YAML.readerFor(JsonNode.class).readValues(file.toFile())) {
      return documents.readAll();
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }

  private static List<String> resources() {
    JsonNode kustomization = documents(FOLDER.resolve("kustomization.yaml")).getFirst();
    List<String> resources = new ArrayList<>();
    kustomization.path("resources").forEach(one -> resources.add(one.asText()));
    return resources;
  }

  private static List<Manifest> manifests() {
    List<Manifest> manifests = new ArrayList<>();
    for (String file : resources()) {
      for (JsonNode document : documents(FOLDER.resolve(file))) {
        String kind = document.path("apiVersion").asText() + "/" + document.path("kind").asText();
        assertThat(KINDS).as(file).containsKey(kind);
        manifests.add(new Manifest(file, document, YAML.convertValue(document, KINDS.get(kind))));
      }
    }
    return manifests;
  }

  private static Map<String, PodTemplateSpec> pods() {
    Map<String, PodTemplateSpec> pods = new TreeMap<>();
    for (Manifest one : manifests()) {
      switch (one.read()) {
        case Deployment it -> pods.put(one.file(), it.getSpec().getTemplate());
        case StatefulSet it -> pods.put(one.file(), it.getSpec().getTemplate());
        default -> {}
      }
    }
    return pods;
  }

  /** The types' own unknown fields are kept in a map beside them, which must be empty. */
  private static void find_unknown(String where, Object value, List<String> unknown)
      throws ReflectiveOperationException {
    switch (value) {
      case null -> {}
      case Map<?, ?> map -> {
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          find_unknown(where + "." + entry.getKey(), entry.getValue(), unknown);
        }
      }
      case Iterable<?> list -> {
        int n = 0;
        for (Object one : list) {
          find_unknown(where + "[" + n++ + "]", one, unknown);
        }
      }
      default -> {
        if (!value.getClass().getName().startsWith("io.fabric8.")) {
          return;
        }
        for (var method : value.getClass().getMethods()) {
          if (method.getParameterCount() != 0
              || !method.getName().startsWith("get")
              || method.getDeclaringClass() == Object.class) {
            continue;
          }
          if (method.getName().equals("getAdditionalProperties")) {
            ((Map<?, ?>) method.invoke(value))
                .keySet()
                .forEach(key -> unknown.add(where + "." + key));
          } else {
            find_unknown(
                where + "." + method.getName().substring(3), method.invoke(value), unknown);
          }
        }
      }
    }
  }

  @Test
  void every_file_is_listed_and_every_field_is_one_that_kubernetes_knows() throws Exception {
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              Stream.concat(resources().stream(), Stream.of("kustomization.yaml")).toList());
    }
    List<String> unknown = new ArrayList<>();

    for (Manifest one : manifests()) {
      find_unknown(one.file(), one.read(), unknown);
    }

    assertThat(unknown).isEmpty();
  }

  @Test
  void every_container_is_confined_and_limited() {
    Map<String, PodTemplateSpec> pods = pods();

    assertThat(pods).hasSize(10);
    pods.forEach(
        (file, pod) -> {
          assertThat(pod.getSpec().getAutomountServiceAccountToken()).as(file).isFalse();
          assertThat(pod.getSpec().getSecurityContext().getRunAsNonRoot()).as(file).isTrue();
          assertThat(pod.getSpec().getSecurityContext().getRunAsUser()).as(file).isEqualTo(10001);
          for (Container container : pod.getSpec().getContainers()) {
            assertThat(container.getSecurityContext().getReadOnlyRootFilesystem())
                .as(file)
                .isTrue();
            assertThat(container.getSecurityContext().getAllowPrivilegeEscalation())
                .as(file)
                .isFalse();
            assertThat(container.getSecurityContext().getCapabilities().getDrop())
                .as(file)
                .containsExactly("ALL");
            assertThat(container.getResources().getLimits()).as(file).containsKeys("cpu", "memory");
            assertThat(container.getReadinessProbe()).as(file).isNotNull();
          }
        });
  }

  @Test
  void every_secret_is_one_that_is_made_and_every_volume_is_there() throws IOException {
    String maker = Files.readString(DEPLOY.resolve("make-secrets"));

    pods()
        .forEach(
            (file, pod) -> {
              Set<String> volumes = new TreeSet<>(Set.of("data", "archive"));
              for (Volume volume : pod.getSpec().getVolumes()) {
                volumes.add(volume.getName());
                if (volume.getSecret() != null) {
                  assertThat(volume.getSecret().getSecretName()).as(file).isEqualTo("vigil");
                  volume
                      .getSecret()
                      .getItems()
                      .forEach(item -> assertThat(maker).as(file).contains(item.getKey()));
                }
              }
              pod.getSpec()
                  .getContainers()
                  .forEach(
                      container ->
                          container
                              .getVolumeMounts()
                              .forEach(
                                  mount -> assertThat(volumes).as(file).contains(mount.getName())));
            });
  }

  /** The folder also holds the authority's key and the clients' secrets, which no pod needs. */
  @Test
  void the_page_uploads_the_files_that_pods_read_and_no_other() throws IOException {
    Set<String> mounted = new TreeSet<>();
    for (PodTemplateSpec pod : pods().values()) {
      for (Volume volume : pod.getSpec().getVolumes()) {
        if (volume.getSecret() != null) {
          volume.getSecret().getItems().forEach(item -> mounted.add(item.getKey()));
        }
      }
    }

    Matcher uploaded =
        Pattern.compile("create secret generic vigil --from-file=deploy/secrets/\\{([^}]*)}\n")
            .matcher(String.join("", OperationsPage.of("Kubernetes")));

    assertThat(uploaded.find()).isTrue();
    assertThat(uploaded.group(1).split(",")).containsExactlyInAnyOrderElementsOf(mounted);
  }

  private record Way(String from, String to, int port) {}

  private static Stream<String> apps(LabelSelector selector) {
    return Stream.concat(
        Stream.ofNullable(selector.getMatchLabels().get("app")),
        selector.getMatchExpressions().stream().flatMap(it -> it.getValues().stream()));
  }

  private static Stream<Way> ways(
      List<NetworkPolicyPeer> peers, List<NetworkPolicyPort> ports, Function<String, Way> way) {
    return peers.stream()
        .filter(peer -> peer.getNamespaceSelector() == null && peer.getPodSelector() != null)
        .flatMap(peer -> apps(peer.getPodSelector()))
        .map(way)
        .flatMap(
            it ->
                ports.stream()
                    .map(port -> new Way(it.from(), it.to(), port.getPort().getIntVal())));
  }

  @Test
  void who_may_call_is_who_may_be_called_and_databases_and_brokers_have_no_way_out() {
    List<NetworkPolicy> policies =
        manifests().stream()
            .map(Manifest::read)
            .filter(NetworkPolicy.class::isInstance)
            .map(NetworkPolicy.class::cast)
            .toList();
    Set<Way> in = new HashSet<>();
    Set<Way> out = new HashSet<>();
    Set<String> anywhere = new TreeSet<>();
    Set<String> fromAnywhere = new TreeSet<>();
    for (NetworkPolicy policy : policies) {
      for (String app : apps(policy.getSpec().getPodSelector()).toList()) {
        for (NetworkPolicyIngressRule rule : policy.getSpec().getIngress()) {
          ways(rule.getFrom(), rule.getPorts(), from -> new Way(from, app, 0)).forEach(in::add);
          if (rule.getFrom().isEmpty()) {
            fromAnywhere.add(app);
          }
        }
        for (NetworkPolicyEgressRule rule : policy.getSpec().getEgress()) {
          ways(rule.getTo(), rule.getPorts(), to -> new Way(app, to, 0)).forEach(out::add);
          if (rule.getTo().isEmpty()
              || rule.getTo().stream().anyMatch(peer -> peer.getIpBlock() != null)) {
            anywhere.add(app);
          }
        }
      }
    }

    assertThat(policies)
        .anySatisfy(
            all -> {
              assertThat(apps(all.getSpec().getPodSelector())).isEmpty();
              assertThat(all.getSpec().getPolicyTypes()).contains("Ingress", "Egress");
              assertThat(all.getSpec().getIngress()).isEmpty();
              assertThat(all.getSpec().getEgress()).isEmpty();
            });
    assertThat(out).isEqualTo(in).contains(new Way("duty-service", "postgres", 5432));
    assertThat(out).filteredOn(way -> way.from().equals("postgres")).isEmpty();
    assertThat(out)
        .filteredOn(way -> way.from().equals("kafka"))
        .allMatch(way -> way.to().equals("kafka"));
    assertThat(anywhere).containsExactly("reporting-service");
    assertThat(fromAnywhere).containsExactly("entry");
  }

  /** Pods have addresses of many subnets, each perhaps its own. */
  @Test
  void the_database_asks_for_a_password_and_not_for_an_address() throws IOException {
    assertThat(Files.readAllLines(DEPLOY.resolve("images/postgres/pg_hba.conf")))
        .filteredOn(line -> line.startsWith("host"))
        .hasSize(6)
        .allMatch(line -> line.matches("host +[a-z]+ +[a-z]+ +all +scram-sha-256"));
  }

  @Test
  void every_image_is_that_of_the_compose_file() throws IOException {
    String compose = Files.readString(DEPLOY.resolve("compose.yaml"));
    Set<String> tagged = new TreeSet<>();
    documents(FOLDER.resolve("kustomization.yaml"))
        .getFirst()
        .path("images")
        .forEach(
            image -> tagged.add(image.path("name").asText() + ":" + image.path("newTag").asText()));

    assertThat(pods().values().stream().flatMap(pod -> pod.getSpec().getContainers().stream()))
        .allSatisfy(
            container ->
                assertThat(tagged).anyMatch(tag -> tag.startsWith(container.getImage() + ":")));
    assertThat(tagged)
        .allSatisfy(
            image ->
                assertThat(compose.replaceAll("\\$\\{[A-Z_]+:-([^}]*)}", "$1"))
                    .contains("image: " + image + "\n"));
  }

  @Test
  void every_selector_finds_its_pods_and_every_policy_names_what_there_is() {
    Set<String> apps =
        pods().values().stream()
            .map(pod -> pod.getMetadata().getLabels().get("app"))
            .collect(Collectors.toCollection(TreeSet::new));

    for (Manifest one : manifests()) {
      switch (one.read()) {
        case Service it -> assertThat(apps).contains(it.getSpec().getSelector().get("app"));
        case PodDisruptionBudget it ->
            assertThat(apps).contains(it.getSpec().getSelector().getMatchLabels().get("app"));
        case NetworkPolicy it -> {
          for (JsonNode values : one.written().findValues("values")) {
            for (JsonNode value : values) {
              assertThat(apps).as(it.getMetadata().getName()).contains(value.asText());
            }
          }
          assertThat(apps).containsAll(one.written().findValuesAsText("app"));
        }
        default -> {}
      }
    }
  }

  @Test
  void the_four_services_differ_in_their_names_only() throws IOException {
    String duty = Files.readString(FOLDER.resolve("duty-service.yaml"));

    for (String service : List.of("supplies", "disinfection", "reporting")) {
      assertThat(Files.readString(FOLDER.resolve(service + "-service.yaml")))
          .isEqualTo(duty.replace("duty", service));
    }
  }
}
