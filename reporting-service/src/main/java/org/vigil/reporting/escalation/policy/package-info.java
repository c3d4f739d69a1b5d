/**
 * Turns facts of all four services into signals: each names its obligation and its subject, so that
 * signals about the same thing meet in one escalation.
 */
@NullMarked
package org.vigil.reporting.escalation.policy;

import org.jspecify.annotations.NullMarked;
