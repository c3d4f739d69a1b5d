/** The matrix of responsibility: who is named for what, how it stands, and how it has developed. */
@NullMarked
package org.vigil.reporting.obligation.api;

import org.jspecify.annotations.NullMarked;
