/** What goes on by itself: a thread of its own, again and again, until it is closed. */
@NullMarked
package org.vigil.eventsourcing.loop;

import org.jspecify.annotations.NullMarked;
