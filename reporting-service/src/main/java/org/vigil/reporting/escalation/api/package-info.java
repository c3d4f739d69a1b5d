/** Escalations as the office works with them: list, look, acknowledge, resolve. */
@NullMarked
package org.vigil.reporting.escalation.api;

import org.jspecify.annotations.NullMarked;
