/**
 * Accountability (section five): from a lead to a closed case. Policies and people open leads; from
 * there on every step is a person's: the evidence is sealed, the person concerned is notified and
 * heard, a named leader finds and decides a measure, which is carried out. No step can be skipped,
 * nobody acts in their own case, and until a person has found it so everything is suspected only. A
 * finding is reversed by a new event; what was said before stays.
 */
@NullMarked
package org.vigil.reporting.accountability.domain;

import org.jspecify.annotations.NullMarked;
