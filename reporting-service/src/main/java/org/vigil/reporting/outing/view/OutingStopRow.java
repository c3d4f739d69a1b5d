package org.vigil.reporting.outing.view;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.quarkus.panache.common.Sort;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigil.reporting.outing.domain.Destination;
import org.vigil.reporting.outing.domain.Stop;

/** One stop of an outing; {@link OutingView} writes it. */
@Entity
@Table(name = "outing_stop")
@IdClass(OutingStopRow.Key.class)
public class OutingStopRow extends PanacheEntityBase {

  /** An outing's stop. */
  public record Key(String outingId, int stop) implements Serializable {}

  @Id
  @Column(name = "outing_id")
  public String outingId;

  @Id public int stop;

  @Column(name = "area_code")
  public @Nullable String areaCode;

  public @Nullable String country;
  public String place;

  @Column(name = "from_at")
  public @Nullable Instant fromAt;

  @Column(name = "until_at")
  public @Nullable Instant untilAt;

  /** The stops of an outing, in the order in which they were registered. */
  public static List<Stop> of(String outingId) {
    return OutingStopRow.<OutingStopRow>list("outingId = ?1", Sort.ascending("stop"), outingId)
        .stream()
        .map(
            row ->
                new Stop(
                    new Destination(row.areaCode, row.country, row.place), row.fromAt, row.untilAt))
        .toList();
  }
}
