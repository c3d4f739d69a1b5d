/**
 * The daily report (3.11-a). Each department says every day, by the cut-off, how many of its people
 * have symptoms, are contacts or have come back from a key area, or says expressly that nobody is:
 * 零报告. Its head or a deputy signs. Silence is never taken for zero: it is reminded, found late and
 * found missed. What a department says is held against what is known of it that day, and a report
 * that the facts contradict is a lead for people, not a finding.
 */
@NullMarked
package org.vigil.reporting.dailyreport.domain;

import org.jspecify.annotations.NullMarked;
