/**
 * Who was absent, with the matter that it became (3.1-e). The absences of a department at a muster
 * are one escalation, so that a hundred do not ring one by one; this lists them, masked. Only the
 * department, the office and leaders see the pseudonyms.
 */
@NullMarked
package org.vigil.reporting.absentee;

import org.jspecify.annotations.NullMarked;
