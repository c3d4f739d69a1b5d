package org.vigil.local;

/** Something that the user can mend, said in one line. */
final class Trouble extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Trouble(String line) {
    super(line, null, false, false);
  }
}
