/** Liaison as the departments in charge of it and the office record it. */
@NullMarked
package org.vigil.reporting.liaison.api;

import org.jspecify.annotations.NullMarked;
