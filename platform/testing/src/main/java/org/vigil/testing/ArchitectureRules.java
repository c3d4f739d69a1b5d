package org.vigil.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaParameterizedType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;

/** The arrows of the design, the same for every service. */
public final class ArchitectureRules {

  private static final Set<String> SERVICES =
      Set.of("duty", "supplies", "disinfection", "reporting");

  private static final String RESPONSE = "org.jboss.resteasy.reactive.RestResponse";
  private static final String API_RESPONSE =
      "org.eclipse.microprofile.openapi.annotations.responses.APIResponse";

  private final String service;
  private final JavaClasses classes;

  /**
   * @param service its short name, {@code duty}
   */
  public ArchitectureRules(String service) {
    this.service = service;
    this.classes =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.vigil." + service);
  }

  /** Rules of the business are plain Java: no framework, no database, no clock of their own. */
  public void domain_sees_only_the_jdk_the_mechanisms_root_and_other_domains() {
    classes()
        .that()
        .resideInAPackage("org.vigil." + service + "..domain..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "org.jspecify..",
            "org.vigil.eventsourcing",
            "org.vigil." + service + "..domain..")
        .check(classes);
  }

  /** A decider that reads a clock cannot be replayed. */
  public void domain_reads_no_clock_and_no_random() {
    noClasses()
        .that()
        .resideInAPackage("org.vigil." + service + "..domain..")
        .should()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(java.util.UUID.class, "randomUUID")
        .orShould()
        .dependOnClassesThat()
        .belongToAnyOf(java.util.Random.class, java.security.SecureRandom.class)
        .check(classes);
  }

  /** A view writes rows; what should happen because of an event is a policy. */
  public void views_send_no_commands() {
    noClasses()
        .that()
        .resideInAPackage("org.vigil." + service + "..view..")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("org.vigil.eventsourcing.CommandHandler")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("org.vigil.edge.Commands")
        .check(classes);
  }

  /** The wiring knows everybody, and nobody knows the wiring. */
  public void nobody_depends_on_the_wiring() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.vigil." + service + ".wiring..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.vigil." + service + ".wiring..")
        .check(classes);
  }

  /** Capabilities form no cycle; the wiring stands above them. */
  public void capabilities_have_no_cycles() {
    slices().matching("org.vigil." + service + ".(*)..").should().beFreeOfCycles().check(classes);
  }

  /** A service knows the others by their published events alone. */
  public void services_never_see_each_other() {
    for (String other : SERVICES) {
      if (!other.equals(service)) {
        noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.vigil." + other + "..")
            .check(classes);
      }
    }
  }

  /** What the OpenAPI document says of an answer's type is what the method answers. */
  public void answers_are_described_as_what_they_are() {
    methods()
        .that()
        .haveRawReturnType(RESPONSE)
        .should(
            ArchCondition.from(
                DescribedPredicate.describe(
                    "be described as what they answer", ArchitectureRules::isDescribedAsItIs)))
        .check(classes);
  }

  private static boolean isDescribedAsItIs(JavaMethod method) {
    JavaClass answered =
        ((JavaParameterizedType) method.getReturnType())
            .getActualTypeArguments()
            .getFirst()
            .toErasure();
    return described(method).allMatch(answered::equals);
  }

  private static Stream<JavaClass> described(JavaMethod method) {
    Stream<JavaAnnotation<?>> one =
        method.tryGetAnnotationOfType(API_RESPONSE).<JavaAnnotation<?>>map(it -> it).stream();
    Stream<JavaAnnotation<?>> several =
        method.tryGetAnnotationOfType(API_RESPONSE + "s").stream()
            .flatMap(it -> parts(it, "value"));
    return Stream.concat(one, several)
        .flatMap(response -> parts(response, "content"))
        .flatMap(content -> content.get("schema").stream())
        .flatMap(schema -> ((JavaAnnotation<?>) schema).get("implementation").stream())
        .map(JavaClass.class::cast)
        .filter(type -> !type.isEquivalentTo(Void.class));
  }

  private static Stream<JavaAnnotation<?>> parts(JavaAnnotation<?> of, String property) {
    return of.get(property).stream()
        .flatMap(parts -> Arrays.stream((Object[]) parts))
        .map(part -> (JavaAnnotation<?>) part);
  }
}
