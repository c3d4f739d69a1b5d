/** The register of policy gaps, to be read. */
@NullMarked
package org.vigil.reporting.policygap.api;

import org.jspecify.annotations.NullMarked;
