/** What is watched, when it is looked at, and when a leader has to look. */
@NullMarked
package org.vigil.reporting.health.policy;

import org.jspecify.annotations.NullMarked;
