/**
 * Follows a log with a cursor of its own: projections write rows in the transaction that moves the
 * cursor, policies send commands that know their repetition. What cannot be digested parks its
 * stream and harms no other.
 */
@NullMarked
package org.vigil.eventsourcing.projection;

import org.jspecify.annotations.NullMarked;
