/**
 * Figures against the limit of the machine, in one run: ratios hold where absolute speed drifts.
 * Not a test: nothing here fails because it was slow.
 */
@NullMarked
package org.vigil.bench;

import org.jspecify.annotations.NullMarked;
