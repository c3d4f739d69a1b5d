/** Anomalies as rows, without what was written in them. */
@NullMarked
package org.vigil.duty.anomaly.view;

import org.jspecify.annotations.NullMarked;
