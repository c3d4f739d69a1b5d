/**
 * What the views of this service share: statements sent in batches, and waiting until a view has
 * come as far as the event that a policy reacts to.
 */
@NullMarked
package org.vigil.reporting.rows;

import org.jspecify.annotations.NullMarked;
