package org.vigil.edge.ops;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.projection.Difference;
import org.vigil.eventsourcing.projection.Rebuild;

/** A rebuild as operators see it. */
@Schema(description = "视图的一次重建 / One rebuild of a view")
public record RebuildAnswer(
    String projection,
    int version,
    int revision,
    Rebuild.State state,
    boolean switchWhenEqual,
    String askedBy,
    Instant askedAt,
    @Schema(description = "已重放到的位置 / How far it has come in the log") long position,
    @Schema(description = "日志末端 / The log's end") long head,
    @Schema(description = "平均速度 / On average since it was asked for") long eventsPerSecond,
    @Schema(description = "预计剩余秒数 / An estimate; absent where nothing is replayed")
        @Nullable Long secondsLeft,
    @Nullable Instant comparedAt,
    @Nullable Long comparedPosition,
    @Nullable Long rowsCompared,
    @Nullable Long differenceCount,
    @Schema(description = "前 100 处差异的位置，不含内容 / Where the first 100 are, never what")
        List<Difference> differences,
    @Nullable String acceptedBy,
    @Nullable String acceptedBecause,
    @Nullable Instant switchedAt,
    @Nullable Instant endedAt,
    @Schema(description = "旧表仍在，可回退 / The tables before still stand") boolean previousKept,
    @Nullable String lastError) {

  static RebuildAnswer of(Rebuild rebuild, long head, List<Difference> differences) {
    long perSecond = Math.round(rebuild.position() / Math.max(0.001, rebuild.secondsRunning()));
    boolean building = rebuild.state() == Rebuild.State.BUILDING && perSecond > 0;
    return new RebuildAnswer(
        rebuild.projection(),
        rebuild.version(),
        rebuild.revision(),
        rebuild.state(),
        rebuild.switchWhenEqual(),
        rebuild.askedBy(),
        rebuild.askedAt(),
        rebuild.position(),
        head,
        rebuild.state() == Rebuild.State.BUILDING ? perSecond : 0,
        building ? Math.max(0, head - rebuild.position()) / perSecond : null,
        rebuild.comparedAt(),
        rebuild.comparedPosition(),
        rebuild.rowsCompared(),
        rebuild.differenceCount(),
        differences,
        rebuild.acceptedBy(),
        rebuild.acceptedBecause(),
        rebuild.switchedAt(),
        rebuild.endedAt(),
        rebuild.previousKept(),
        rebuild.lastError());
  }
}
