/**
 * Waiting until a view has come as far as the event that a policy reacts to, so that policies which
 * read views miss nothing; and what a view says may have been listed in the past.
 */
@NullMarked
package org.vigil.reporting.rows;

import org.jspecify.annotations.NullMarked;
