package org.vigil.duty.roster.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.vigil.duty.calendar.domain.Span;
import org.vigil.edge.Problem;

/** Months, days and instants as callers write them. */
final class Months {

  private static final int FIRST_YEAR = 2000;
  private static final int LAST_YEAR = 2100;

  private Months() {}

  /** A department's code in a path. */
  static String department(String code) {
    if (!code.matches("[A-Z0-9]{2,12}")) {
      throw Problem.notFound();
    }
    return code;
  }

  /** A month in a path, {@code 2026-12}. */
  static YearMonth month(String text) {
    if (!text.matches("2[0-9]{3}-(0[1-9]|1[0-2])")) {
      throw Problem.notFound();
    }
    YearMonth month = YearMonth.parse(text);
    if (month.getYear() > LAST_YEAR) {
      throw Problem.notFound();
    }
    return month;
  }

  static Span span(YearMonth month, ZoneId zone) {
    return new Span(
        month.atDay(1).atStartOfDay(zone).toInstant(),
        month.plusMonths(1).atDay(1).atStartOfDay(zone).toInstant());
  }

  /** A plus that was not encoded arrives as a blank; nothing else in an instant is one. */
  static Instant instant(String text, String parameter) {
    try {
      Instant instant = Instant.parse(text.replace(' ', '+'));
      int year = instant.atOffset(ZoneOffset.UTC).getYear();
      if (year >= FIRST_YEAR && year <= LAST_YEAR) {
        return instant;
      }
    } catch (DateTimeException _) {
      // Told below like a year that nobody means.
    }
    throw Problem.of(400, "instant-malformed", Map.of("parameter", parameter));
  }
}
