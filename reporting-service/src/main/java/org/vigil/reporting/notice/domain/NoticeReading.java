package org.vigil.reporting.notice.domain;

import java.time.Instant;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.Decider;
import org.vigil.eventsourcing.Decision;
import org.vigil.eventsourcing.EventType;

/** Whether one person has read one notice; a stream of its own, so that a thousand read at once. */
public record NoticeReading(boolean read) {

  public static final Category<ReadNotice, NoticeReading, NoticeRead> CATEGORY =
      Category.of("notice-reading", new Rules(), NoticeRead.class);

  /** The stream's key. */
  public static String key(String noticeId, String subjectId) {
    return noticeId + ":" + subjectId;
  }

  /** Somebody says to have read it. */
  public record ReadNotice(String noticeId, String subjectId, String department, Instant at) {}

  /** 已阅. */
  @EventType("notice-read")
  public record NoticeRead(String noticeId, String subjectId, String department, Instant at) {}

  private static final class Rules implements Decider<ReadNotice, NoticeReading, NoticeRead> {

    @Override
    public NoticeReading initialState() {
      return new NoticeReading(false);
    }

    @Override
    public Decision<NoticeRead> decide(ReadNotice command, NoticeReading state) {
      return state.read()
          ? Decision.accept()
          : Decision.accept(
              new NoticeRead(
                  command.noticeId(), command.subjectId(), command.department(), command.at()));
    }

    @Override
    public NoticeReading evolve(NoticeReading state, NoticeRead event) {
      return new NoticeReading(true);
    }
  }
}
