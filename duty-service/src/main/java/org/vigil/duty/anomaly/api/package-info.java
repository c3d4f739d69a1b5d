/** Anomalies over HTTP: logged, handled, reported up and corrected, each by its own department. */
@NullMarked
package org.vigil.duty.anomaly.api;

import org.jspecify.annotations.NullMarked;
