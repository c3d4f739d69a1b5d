/** Contacts, returnees and their observation over HTTP. */
@NullMarked
package org.vigil.reporting.exposure.api;

import org.jspecify.annotations.NullMarked;
