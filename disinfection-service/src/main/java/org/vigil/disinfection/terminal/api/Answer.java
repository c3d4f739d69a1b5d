package org.vigil.disinfection.terminal.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.vigil.disinfection.order.domain.OrderedBy;
import org.vigil.disinfection.order.domain.Person;
import org.vigil.disinfection.terminal.domain.TerminalCommand.Work;
import org.vigil.disinfection.terminal.domain.TerminalDisinfection;
import org.vigil.disinfection.terminal.domain.TerminalDisinfection.Cancelled;
import org.vigil.disinfection.terminal.domain.TerminalDisinfection.Done;
import org.vigil.disinfection.terminal.domain.TerminalDisinfection.Matter;
import org.vigil.disinfection.terminal.domain.TerminalDisinfection.NotOrdered;
import org.vigil.disinfection.terminal.domain.TerminalDisinfection.Ordered;

/** What is answered about a terminal disinfection. */
final class Answer {

  private Answer() {}

  /** A step that was recorded. */
  @Schema(name = "TerminalDisinfectionReceipt")
  record Receipt(String id, Instant dueAt) {}

  /** One in the list. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "TerminalDisinfectionItem")
  record Item(
      String id,
      String department,
      String cleaners,
      @Nullable String maskedName,
      @Nullable String zone,
      @Nullable String place,
      @Schema(description = "OPEN 待消毒, DONE 已完成, CANCELLED 已取消, MISTAKEN 误报") String status,
      Instant dueAt,
      @Nullable Instant doneAt,
      boolean overdue,
      long position) {}

  /**
   * The whole of one.
   *
   * @param overdue whether it was said at its time that it was not done; a completion that was in
   *     time and entered later stands beside it
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "TerminalDisinfection")
  record Whole(
      String id,
      String department,
      String cleaners,
      OrderedBy orderedBy,
      @Schema(description = "由疫情处置提出 / A case asked for it") boolean ofCase,
      @Nullable String maskedName,
      @Nullable String zone,
      @Nullable String place,
      @Schema(description = "OPEN 待消毒, DONE 已完成, CANCELLED 已取消, MISTAKEN 误报") String status,
      Instant dueAt,
      boolean overdue,
      @Nullable Instant doneAt,
      @Nullable String by,
      @Nullable String agent,
      @Nullable String lot,
      @Nullable String dilution) {

    static Whole of(Matter it, TerminalDisinfection state) {
      Person person = it.order().person();
      Work work = state instanceof Done(_, var done, _) ? done : null;
      return new Whole(
          it.orderId(),
          it.department(),
          it.cleaners(),
          it.orderedBy(),
          it.ofCase() != null,
          person == null ? null : person.maskedName(),
          it.order().zone(),
          it.order().place(),
          switch (state) {
            case NotOrdered _, Ordered _ -> "OPEN";
            case Done _ -> "DONE";
            case Cancelled(_, var mistaken) -> mistaken ? "MISTAKEN" : "CANCELLED";
          },
          it.dueAt(),
          it.overdue(),
          work == null ? null : work.doneAt(),
          work == null ? null : work.by(),
          work == null ? null : work.agent(),
          work == null ? null : work.lot(),
          work == null ? null : work.dilution());
    }
  }

  /** Because of whom, where somebody is named, and what was noted. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "TerminalDisinfectionRevealed")
  record Revealed(
      String id, @Nullable String name, @Nullable String phone, @Nullable String note) {}
}
