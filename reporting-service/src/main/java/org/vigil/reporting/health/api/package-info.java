/** A department's health at a glance, for its head and the leading group. */
@NullMarked
package org.vigil.reporting.health.api;

import org.jspecify.annotations.NullMarked;
