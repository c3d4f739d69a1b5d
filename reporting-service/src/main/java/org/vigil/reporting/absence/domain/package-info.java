/**
 * Who was not where duty-service expected them, and whether an outing or leave is on record for
 * that instant (3.4-a). If neither is, a lead goes to the department's head; people find out why.
 */
@NullMarked
package org.vigil.reporting.absence.domain;

import org.jspecify.annotations.NullMarked;
