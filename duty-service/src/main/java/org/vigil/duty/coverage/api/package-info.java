/** What duty is owed, and whether the rosters keep it. */
@NullMarked
package org.vigil.duty.coverage.api;

import org.jspecify.annotations.NullMarked;
