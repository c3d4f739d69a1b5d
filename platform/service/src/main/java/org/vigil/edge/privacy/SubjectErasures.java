package org.vigil.edge.privacy;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.vigil.edge.Answers;
import org.vigil.edge.Caller;
import org.vigil.edge.Commands;
import org.vigil.edge.Mechanism;
import org.vigil.edge.Roles;
import org.vigil.edge.SubjectIds;
import org.vigil.eventsourcing.Outcome.Done;
import org.vigil.eventsourcing.runtime.EventSourcing;
import org.vigil.eventsourcing.subject.SubjectDataCommand.EraseSubject;
import org.vigil.eventsourcing.subject.SubjectDataEvent;
import org.vigil.eventsourcing.subject.SubjectDataEvent.ErasureReason;
import org.vigil.eventsourcing.subject.SubjectDataEvent.SubjectErased;
import org.vigil.eventsourcing.subject.VaultView;

/** People who are forgotten. */
@Path("/api/v1/subject-erasures")
@Tag(name = "personal-data", description = "个人信息 / Personal data")
@RunOnVirtualThread
public class SubjectErasures {

  /** The key is deleted milliseconds after; a caller need not wait for a view in trouble. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Commands commands;
  private final Caller caller;
  private final SubjectIds ids;
  private final InstantSource clock;
  private final EventSourcing eventSourcing;

  @Inject
  SubjectErasures(
      Commands commands, Caller caller, SubjectIds ids, InstantSource clock, Mechanism mechanism) {
    this.commands = commands;
    this.caller = caller;
    this.ids = ids;
    this.clock = clock;
    this.eventSourcing = mechanism.eventSourcing();
  }

  /** Why a person is forgotten; no free text, so that no name can stand in it. */
  @Schema(name = "ErasureReason")
  public enum Reason {
    REQUESTED_BY_THE_PERSON,
    RECORDED_IN_ERROR,
    NO_LONGER_NEEDED
  }

  /** Whom to forget. */
  public record Erasure(@NotNull @Valid WhoBody person, @NotNull Reason reason) {}

  /**
   * What was done.
   *
   * @param keyDeleted whether the key is gone already; otherwise it will be
   * @param phoneSubjectId under which the person was forgotten too, where both numbers are given
   */
  public record Erased(
      String erasureId, String subjectId, boolean keyDeleted, @Nullable String phoneSubjectId) {}

  @POST
  @RolesAllowed(Roles.OFFICE)
  @Operation(
      summary = "删除个人信息：各服务中此人的个人信息从此不可读 / Forget a person, in all services",
      description =
          "删除密钥，记录本身不变。工号与手机号各对应一个代号，同时填写则两者都删除；其一因案件保留时答复 409，解除后请再次提交。 / Deletes the key;"
              + " the log stays as it is. A staff number and a phone are two pseudonyms: who is"
              + " named by both is forgotten under both. 409 says that one of them is held; submit"
              + " again once it is released.")
  @APIResponse(
      responseCode = "201",
      description = "已删除 / Forgotten",
      content =
          @Content(mediaType = "application/json", schema = @Schema(implementation = Erased.class)))
  public RestResponse<Erased> erase(Erasure body) {
    String subject = body.person().subjectId(ids);
    Optional<String> phone = body.person().phoneSubjectId(ids);
    phone.ifPresent(
        other ->
            commands.handleToo(eventSourcing.subjects(), other, command(other, body.reason())));
    Done<SubjectDataEvent> done =
        commands.handle(eventSourcing.subjects(), subject, command(subject, body.reason()));
    SubjectErased erased = (SubjectErased) done.events().getFirst().event();
    return Answers.created(
        "/api/v1/subject-erasures/" + erased.erasureId(),
        done,
        new Erased(erased.erasureId(), subject, carriedOut(done.position()), phone.orElse(null)));
  }

  private EraseSubject command(String subject, Reason reason) {
    return new EraseSubject(
        subject,
        UUID.randomUUID().toString(),
        ErasureReason.valueOf(reason.name()),
        caller.client(),
        eventSourcing.catalog().source(),
        false,
        clock.instant());
  }

  private boolean carriedOut(long position) {
    try {
      return eventSourcing.awaitReached(VaultView.NAME, position, PATIENCE);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
