/** Endpoints as the office sets them up: where, what, with which secret, and how they fare. */
@NullMarked
package org.vigil.reporting.webhook.api;

import org.jspecify.annotations.NullMarked;
