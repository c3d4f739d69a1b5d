/**
 * Who follows the feed and how far it has come. A consumer acknowledges what it has taken over, and
 * says so again while nothing is new; one that falls silent is itself a matter for the executive
 * deputy leader, as nobody may be reading what the office is told (2-f, 4.2-c).
 */
@NullMarked
package org.vigil.reporting.feed.domain;

import org.jspecify.annotations.NullMarked;
