/**
 * Orders of the executive deputy leader to a department (2-c): signed for or refused in time, and
 * carried out by a time. Silence goes to the leader; a refusal opens a lead (5-4), which is not a
 * finding.
 */
@NullMarked
package org.vigil.reporting.dispatch.domain;

import org.jspecify.annotations.NullMarked;
