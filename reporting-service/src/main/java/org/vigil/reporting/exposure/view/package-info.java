/** Reports of contacts and returnees, and the days of their observation, as rows. */
@NullMarked
package org.vigil.reporting.exposure.view;

import org.jspecify.annotations.NullMarked;
