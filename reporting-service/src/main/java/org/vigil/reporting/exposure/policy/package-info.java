/** What follows from a report of somebody exposed: the observation, day by day. */
@NullMarked
package org.vigil.reporting.exposure.policy;

import org.jspecify.annotations.NullMarked;
