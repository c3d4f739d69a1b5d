/**
 * Keeps one data key for each person, wrapped by a master key that the database never sees.
 * Personal fields of events are encrypted with it before they are stored; without the key they read
 * as erased. So forgetting a person is deleting a row, and the log stays as it is.
 */
@NullMarked
package org.vigil.eventsourcing.vault;

import org.jspecify.annotations.NullMarked;
