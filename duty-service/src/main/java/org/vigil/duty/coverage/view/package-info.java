/** Which departments owe duty, and the gaps that were found, as rows. */
@NullMarked
package org.vigil.duty.coverage.view;

import org.jspecify.annotations.NullMarked;
