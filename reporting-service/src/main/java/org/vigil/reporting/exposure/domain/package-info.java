/**
 * People who may have been exposed (3.11-b): close contacts, contacts of contacts while the rule in
 * force knew them, and returnees from key areas. A report goes straight to the office, which owes
 * an acknowledgement; a person whom nobody can name yet is kept, flagged, and identified later.
 * Every report about one person leads to one observation, in which each day has a follow-up of its
 * own.
 */
@NullMarked
package org.vigil.reporting.exposure.domain;

import org.jspecify.annotations.NullMarked;
