/**
 * Who was not where duty-service expected them, and whether leave with an outing is on record for
 * that instant (3.4-a). If none is, a lead goes to the department's head; people find out why.
 */
@NullMarked
package org.vigil.reporting.absence.domain;

import org.jspecify.annotations.NullMarked;
