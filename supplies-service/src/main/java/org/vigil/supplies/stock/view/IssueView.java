package org.vigil.supplies.stock.view;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.PersonalColumns;
import org.vigil.eventsourcing.Projection;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.projection.SqlBatch;
import org.vigil.supplies.stock.domain.Recipient;
import org.vigil.supplies.stock.domain.StockEvent.IssueCorrected;
import org.vigil.supplies.stock.domain.StockEvent.IssueReversed;
import org.vigil.supplies.stock.domain.StockEvent.StockIssued;
import org.vigil.supplies.stock.domain.Use;

/** Every issue, and for whom it was as far as others may see. */
public final class IssueView implements Projection {

  public static final String NAME = "issues-1";

  private static final String ISSUED =
      """
      insert into issue (id, item, position, quantity, to_department, at)
      values (?, ?, ?, ?, ?, ?) on conflict (id) do nothing
      """;

  private static final String SAID =
      """
      update issue set purpose = ?::text, use = ?::text, subject_id = ?::text,
        masked_name = ?::text, department = ?::text, entered_by = ?::text
      where id = ?
      """;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> tables() {
    return Set.of("issue");
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(StockIssued.class, IssueCorrected.class, IssueReversed.class);
  }

  @Override
  public List<PersonalColumns> personalColumns() {
    return List.of(
        new PersonalColumns(
            "issue",
            "subject_id",
            Map.of("masked_name", PersonalColumns.textIfAny("masked_name"))));
  }

  @Override
  public void apply(List<Recorded<Object>> events, Connection tx) throws SQLException {
    try (SqlBatch rows = new SqlBatch(tx)) {
      for (Recorded<Object> event : events) {
        switch (event.event()) {
          case StockIssued it -> {
            rows.add(
                ISSUED,
                it.issueId(),
                it.item(),
                event.position(),
                it.quantity(),
                it.toDepartment(),
                it.at());
            said(rows, it.issueId(), it.purpose(), it.use(), it.recipient());
          }
          case IssueCorrected it ->
              said(rows, it.issueId(), it.purpose(), it.use(), it.recipient());
          case IssueReversed it ->
              rows.add("update issue set reversed = true where id = ?", it.issueId());
          default -> {}
        }
      }
    }
  }

  private static void said(
      SqlBatch rows,
      String id,
      @Nullable String purpose,
      @Nullable Use use,
      @Nullable Recipient recipient)
      throws SQLException {
    rows.add(
        SAID,
        purpose,
        use,
        recipient == null ? null : recipient.subjectId(),
        recipient == null ? null : recipient.person().maskedName(),
        recipient == null ? null : recipient.department(),
        recipient == null ? null : recipient.enteredBy(),
        id);
  }
}
