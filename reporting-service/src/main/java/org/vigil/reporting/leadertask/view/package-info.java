/**
 * What each of the leading group was given (4.1-c): tasks, matters that climbed to their level, and
 * decisions that only the leader takes. Each counts for whoever held the role when it came, by what
 * was known then; what nobody held is shown as nobody's.
 */
@NullMarked
package org.vigil.reporting.leadertask.view;

import org.jspecify.annotations.NullMarked;
