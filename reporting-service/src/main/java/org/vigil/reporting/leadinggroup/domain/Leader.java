package org.vigil.reporting.leadinggroup.domain;

import org.vigil.reporting.leadinggroup.domain.LeadingGroup.Role;

/**
 * A person who does a leader's work at an instant.
 *
 * @param subjectId the person's pseudonym
 */
public record Leader(String subjectId, As as) {

  /**
   * In which capacity.
   *
   * @param role that of a leader of section two, the highest that the person may act in
   * @param standsIn whether for its holder, who is away (代理)
   */
  public record As(Role role, boolean standsIn) {}

  /** As the group calls it, {@code 组长}, or {@code 组长（代理）}. */
  public String title() {
    String title =
        switch (as.role()) {
          case LEADER -> "组长";
          case EXECUTIVE_DEPUTY -> "常务副组长";
          case DEPUTY -> "副组长";
          case MEMBER -> "成员";
          case OFFICE_DIRECTOR -> "办公室主任";
        };
    return as.standsIn() ? title + "（代理）" : title;
  }
}
