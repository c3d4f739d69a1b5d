package org.vigil.edge;

import java.util.List;
import java.util.Map;

/**
 * Ends a call with a problem document (RFC 9457). The code is stable; the texts come from the
 * service's problem bundle in the caller's language.
 */
public final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final transient Map<String, Object> details;
  private final transient List<Violation> violations;

  private Problem(
      int status, String code, Map<String, Object> details, List<Violation> violations) {
    super(code, null, false, false);
    this.status = status;
    this.code = code;
    this.details = details;
    this.violations = violations;
  }

  public static Problem of(int status, String code, Map<String, Object> details) {
    return new Problem(status, code, Map.copyOf(details), List.of());
  }

  public static Problem of(int status, String code) {
    return of(status, code, Map.of());
  }

  /** 404. */
  public static Problem notFound() {
    return of(404, "not-found");
  }

  /** 403. */
  public static Problem forbidden() {
    return of(403, "forbidden");
  }

  /** 400 with everything that is wrong with the body. */
  public static Problem invalid(List<Violation> violations) {
    return new Problem(400, "invalid-body", Map.of(), List.copyOf(violations));
  }

  /** 400 for one thing that is wrong with the body. */
  public static Problem invalid(String pointer, String code) {
    return invalid(List.of(Violation.of(pointer, code)));
  }

  public int status() {
    return status;
  }

  public String code() {
    return code;
  }

  public Map<String, Object> details() {
    return details;
  }

  public List<Violation> violations() {
    return violations;
  }
}
