package org.vigil.duty.sheet;

import java.util.List;

/** An answer of more than a list, which says what of it are the lines of a workbook. */
public interface SheetLines {

  /** What a line is, also where there is none. */
  Class<? extends Record> kind();

  /** The lines. */
  List<? extends Record> lines();
}
