package org.vigil.supplies;

import org.junit.jupiter.api.Test;
import org.vigil.testing.ArchitectureRules;

class ArchitectureTest {

  private final ArchitectureRules rules = new ArchitectureRules("supplies");

  @Test
  void domain_sees_only_the_jdk_the_mechanisms_root_and_other_domains() {
    rules.domain_sees_only_the_jdk_the_mechanisms_root_and_other_domains();
  }

  @Test
  void domain_reads_no_clock_and_no_random() {
    rules.domain_reads_no_clock_and_no_random();
  }

  @Test
  void views_send_no_commands() {
    rules.views_send_no_commands();
  }

  @Test
  void nobody_depends_on_the_wiring() {
    rules.nobody_depends_on_the_wiring();
  }

  @Test
  void capabilities_have_no_cycles() {
    rules.capabilities_have_no_cycles();
  }

  @Test
  void services_never_see_each_other() {
    rules.services_never_see_each_other();
  }

  @Test
  void answers_are_described_as_what_they_are() {
    rules.answers_are_described_as_what_they_are();
  }
}
