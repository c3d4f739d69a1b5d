/**
 * Reports that are owed. A fever measured at an exit or a meeting is a signal: the department on
 * guard, or the attendee's, owes the office a report within the time that the rule gives (3.3-d,
 * 3.9-d, 3.11-b), as is an absence that duty-service records as an illness, unless the reading
 * turns out to have been none. When there is none by then, a lead opens, 漏报 (5-6): suspected, for
 * people to look into. Where something shows that the department knew, the time runs from that
 * proof, and silence or a daily report that denies it is suspected concealment, 疑似瞒报, with its
 * evidence. A report that comes later closes what is owed, and the lateness stays.
 */
@NullMarked
package org.vigil.reporting.expectation.domain;

import org.jspecify.annotations.NullMarked;
