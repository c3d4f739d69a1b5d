package org.vigil.reporting.escalation.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigil.reporting.parameter.domain.Rule;

/** The life of one escalation. */
public sealed interface Escalation {

  /** Nothing has come up yet. */
  record NotRaised() implements Escalation {}

  /**
   * Somebody must act.
   *
   * @param evidence the events behind it, each counted once
   * @param snooze what was asked for and perhaps approved; null for nothing
   * @param decisions how many decisions of the leader it has led to
   */
  record Open(
      Matter matter,
      Evidence evidence,
      Stand stand,
      Handing handing,
      @Nullable Snooze snooze,
      int decisions)
      implements Escalation {

    public Level level() {
      return stand.level();
    }

    /** Until when the present level must have acknowledged or, once it has, resolved it. */
    public Instant dueAt() {
      return stand.dueAt();
    }

    public String department() {
      return handing.department();
    }

    @Nullable String subjectId() {
      return matter.subjectId();
    }

    boolean asleep() {
      return snooze != null && snooze.approved();
    }

    Open with(Evidence more) {
      return new Open(matter, more, stand, handing, snooze, decisions);
    }

    Open at(Level level, boolean acknowledged, Instant dueAt, int reminders) {
      Stand next = new Stand(level, acknowledged, dueAt, reminders);
      return new Open(matter, evidence, next, handing, null, decisions);
    }

    Open with(Handing next) {
      return new Open(matter, evidence, stand, next, snooze, decisions);
    }

    Open with(Snooze next) {
      return new Open(matter, evidence, stand, handing, next, decisions);
    }

    Open decided(int number) {
      return new Open(matter, evidence, stand, handing, snooze, number);
    }
  }

  /**
   * What it is about.
   *
   * @param obligation of the plan
   * @param subjectId whom it concerns; null for nobody
   * @param ackWithin the kind's own time for each level; null for that of all kinds
   * @param reminder whether it stays where it is until what it reminds of is done
   */
  record Matter(
      int occurrence,
      String obligation,
      @Nullable String subjectId,
      @Nullable Duration ackWithin,
      boolean reminder) {}

  /**
   * How far up it has come.
   *
   * @param acknowledged whether somebody has taken it on
   */
  record Stand(Level level, boolean acknowledged, Instant dueAt, int reminders) {}

  /**
   * Whose it is, and how it came to them (5-5).
   *
   * @param offers how many times somebody wanted to pass it on
   * @param offer what nobody has answered yet; null for none
   * @param departments everyone that it was offered to, and the first, in order
   * @param since when it was first to be passed on; null if never
   * @param suspected the reasons for which a lead has been opened
   */
  record Handing(
      String department,
      int offers,
      @Nullable Offer offer,
      List<String> departments,
      @Nullable Instant since,
      List<EscalationEvent.BuckPassingSuspected.Why> suspected) {
    public Handing {
      departments = List.copyOf(departments);
      suspected = List.copyOf(suspected);
    }
  }

  /** An offer of one department to another. */
  record Offer(int number, String to, Instant acceptBy, @Nullable Rule acceptWithin) {}

  /** A rest that somebody asked for. */
  record Snooze(String by, Instant until, boolean approved) {}

  /** It is done; the same matter may come up again. */
  record Resolved(int occurrence, Evidence evidence, @Nullable String subjectId)
      implements Escalation {}
}
