/** What follows when a leader leaves a task undone (4.1-c). */
@NullMarked
package org.vigil.reporting.leadertask.policy;

import org.jspecify.annotations.NullMarked;
