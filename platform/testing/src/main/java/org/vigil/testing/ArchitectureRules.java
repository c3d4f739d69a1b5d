package org.vigil.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;

/** The arrows of the design, the same for every service. */
public final class ArchitectureRules {

  private static final Set<String> SERVICES =
      Set.of("duty", "supplies", "disinfection", "reporting");

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
}
