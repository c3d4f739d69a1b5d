package org.vigil.edge;

import java.util.Map;

/**
 * One thing that is wrong with a request's body.
 *
 * @param pointer where, as a JSON pointer (RFC 6901)
 * @param code what, stable, in kebab case
 * @param details values for the text, never the caller's own input
 */
public record Violation(String pointer, String code, Map<String, Object> details) {

  public static Violation of(String pointer, String code) {
    return new Violation(pointer, code, Map.of());
  }
}
