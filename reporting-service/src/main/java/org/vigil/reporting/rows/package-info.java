/**
 * Waiting until a view has come as far as the event that a policy reacts to, so that policies which
 * read views miss nothing.
 */
@NullMarked
package org.vigil.reporting.rows;

import org.jspecify.annotations.NullMarked;
