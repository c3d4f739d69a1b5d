package org.vigil.edge.privacy;

import io.agroal.api.AgroalDataSource;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.vigil.edge.Page;
import org.vigil.edge.Roles;
import org.vigil.edge.Views;
import org.vigil.eventsourcing.store.StoreUnavailable;
import org.vigil.eventsourcing.subject.RevealView;

/** Who has looked at whose data. */
@Path("/api/v1/reveals")
@Tag(name = "personal-data", description = "个人信息 / Personal data")
@RunOnVirtualThread
public class Reveals {

  private static final String SELECT =
      """
      select position, subject_id, stream, actor, purpose, at from reveal
      where position < ? and (subject_id = ? or ? = '') order by position desc limit ?
      """;

  private final Views views;
  private final AgroalDataSource dataSource;

  @Inject
  Reveals(Views views, AgroalDataSource dataSource) {
    this.views = views;
    this.dataSource = dataSource;
  }

  /**
   * One look.
   *
   * @param position its place in the log
   * @param stream the matter in which it was
   * @param actor who looked
   */
  @Schema(name = "RecordedReveal")
  public record Item(
      long position, String subjectId, String stream, String actor, String purpose, Instant at) {}

  @GET
  @RolesAllowed(Roles.AUDITOR)
  @Operation(
      summary =
          "个人信息查看记录，最新在前：谁、何时、为何查看 / Who has looked at whose data, when and for what; newest first")
  public Page<Item> reveals(
      @QueryParam("subjectId") @DefaultValue("") String subjectId,
      @QueryParam("limit") @DefaultValue("50") int limit,
      @QueryParam("after") @Nullable String after) {
    views.await(RevealView.NAME);
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(SELECT)) {
      select.setLong(1, Page.before(after));
      select.setString(2, subjectId);
      select.setString(3, subjectId);
      select.setInt(4, Page.rows(limit));
      try (ResultSet row = select.executeQuery()) {
        List<Item> items = new ArrayList<>();
        while (row.next()) {
          items.add(
              new Item(
                  row.getLong(1),
                  row.getString(2),
                  row.getString(3),
                  row.getString(4),
                  row.getString(5),
                  row.getObject(6, OffsetDateTime.class).toInstant()));
        }
        return Page.of(items, limit, item -> item, item -> Long.toString(item.position()));
      }
    } catch (SQLException e) {
      throw new StoreUnavailable(e);
    }
  }
}
