/**
 * Sends the command of a deadline that has fallen due. Deadlines are rows that come and go with the
 * events that set and lift them; firing one is a command like any other, recognised when it is sent
 * twice.
 */
@NullMarked
package org.vigil.eventsourcing.deadline;

import org.jspecify.annotations.NullMarked;
