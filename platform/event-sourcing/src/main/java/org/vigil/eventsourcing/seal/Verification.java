package org.vigil.eventsourcing.seal;

/**
 * What a verification has found.
 *
 * @param position the first wrong position; 0 where nothing is wrong
 * @param reason what is wrong there, in one sentence without content; empty where nothing is
 * @param verifiedTo the position up to which all is as it was signed
 * @param sealedTo the last position under a seal; what follows can be checked for gaps only
 * @param head the newest position of the log
 * @param witnessed how many seals were compared with what a witness has kept
 */
public record Verification(
    Verdict verdict,
    long position,
    String reason,
    long verifiedTo,
    long sealedTo,
    long head,
    int witnessed) {

  /** How a log is. */
  public enum Verdict {
    /** All that is sealed is as it was signed. */
    INTACT,
    /** Nothing wrong so far; the time was up. To go on, begin behind {@code verifiedTo}. */
    UNFINISHED,
    /** Something else stands at the position. */
    CHANGED,
    /** What stood at the position is gone, and what followed is still there. */
    MISSING,
    /** Something that was not signed stands at the position. */
    INSERTED,
    /** From the position on, the end of the log is gone. */
    TRUNCATED,
    /** From the position on, the seals are not the ones that were given once. */
    RE_SIGNED
  }

  /** How many events carry no seal yet. */
  public long unsealed() {
    return Math.max(0, head - sealedTo);
  }
}
