/**
 * Reports that are owed. A fever measured at an exit is a signal: the department on guard owes the
 * office a report within the time that the rule gives (3.3-d, 3.11-b). When there is none by then,
 * a lead opens, 漏报 (5-6): suspected, for people to look into. A report that comes later closes it,
 * and the lateness stays.
 */
@NullMarked
package org.vigil.reporting.expectation.domain;

import org.jspecify.annotations.NullMarked;
