/** The list of risk areas over HTTP: the office replaces it as a whole. */
@NullMarked
package org.vigil.reporting.riskarea.api;

import org.jspecify.annotations.NullMarked;
