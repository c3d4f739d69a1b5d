/** Drills and their targets as rows: who was reached, who was missed, over time. */
@NullMarked
package org.vigil.duty.reachability.view;

import org.jspecify.annotations.NullMarked;
