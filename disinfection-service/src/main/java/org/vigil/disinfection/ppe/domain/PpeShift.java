package org.vigil.disinfection.ppe.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.vigil.disinfection.ppe.domain.ServiceUnit.Shift;

/** The checks of one shift. */
public sealed interface PpeShift {

  /** Nobody is looked at yet. */
  record NotOpen() implements PpeShift {}

  /** Checks are waited for. */
  record Open(Sheet sheet) implements PpeShift {}

  /**
   * It was said who was looked at; what comes later is late.
   *
   * @param missed who was not, by pseudonym; it stays so
   */
  record Judged(Sheet sheet, List<String> missed) implements PpeShift {
    public Judged {
      missed = List.copyOf(missed);
    }
  }

  /** What was written down of a shift; empty for one that is not open. */
  default Optional<Sheet> written() {
    return switch (this) {
      case NotOpen _ -> Optional.empty();
      case Open(var sheet) -> Optional.of(sheet);
      case Judged(var sheet, _) -> Optional.of(sheet);
    };
  }

  /** Who was found not to have been looked at in time, by pseudonym. */
  default List<String> found() {
    return switch (this) {
      case NotOpen _, Open _ -> List.of();
      case Judged(_, var missed) -> missed;
    };
  }

  /**
   * What was written down.
   *
   * @param people who owe a check, stand-ins included
   */
  record Sheet(Shift shift, Instant dueAt, List<Worker> people, List<Check> checks) {
    public Sheet {
      people = List.copyOf(people);
      checks = List.copyOf(checks);
    }

    public Optional<Worker> person(String subjectId) {
      return people.stream().filter(one -> one.subjectId().equals(subjectId)).findFirst();
    }

    /** The check of a person that counts. */
    public Optional<Check> of(String subjectId) {
      return checks.stream()
          .filter(one -> !one.voided() && one.subjectId().equals(subjectId))
          .findFirst();
    }

    Optional<Check> valid(String checkId) {
      return checks.stream()
          .filter(one -> !one.voided() && one.checkId().equals(checkId))
          .findFirst();
    }

    /** Who has no check that counts, by pseudonym. */
    List<String> unchecked() {
      return people.stream().map(Worker::subjectId).filter(one -> of(one).isEmpty()).toList();
    }

    Sheet with(List<Check> others) {
      return new Sheet(shift, dueAt, people, others);
    }

    Sheet plus(Check check) {
      return with(Stream.concat(checks.stream(), Stream.of(check)).toList());
    }

    Sheet with(String checkId, UnaryOperator<Check> change) {
      return with(
          checks.stream()
              .map(one -> one.checkId().equals(checkId) ? change.apply(one) : one)
              .toList());
    }

    Sheet without(String subjectId, List<Worker> standIns) {
      return new Sheet(
          shift,
          dueAt,
          Stream.concat(
                  people.stream().filter(one -> !one.subjectId().equals(subjectId)),
                  standIns.stream())
              .toList(),
          checks);
    }
  }

  /** A look at one person as it reads now. */
  record Check(
      String checkId,
      String subjectId,
      Checker by,
      Findings findings,
      Instant checkedAt,
      boolean late,
      boolean corrected,
      boolean voided) {

    Check corrected(Findings better, Checker who) {
      return new Check(checkId, subjectId, who, better, checkedAt, late, true, voided);
    }

    Check gone() {
      return new Check(checkId, subjectId, by, findings, checkedAt, late, corrected, true);
    }
  }
}
