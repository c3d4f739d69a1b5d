/**
 * Puts the mechanism together for one service: its categories, what it reads from others, its
 * projections and policies, and the threads that keep them moving.
 */
@NullMarked
package org.vigil.eventsourcing.runtime;

import org.jspecify.annotations.NullMarked;
