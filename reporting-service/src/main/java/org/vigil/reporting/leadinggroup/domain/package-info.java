/**
 * The leading group of section two: who holds which role from when to when, and which departments a
 * deputy leader supervises. A role that nobody holds is a gap (2-a, 2-d).
 */
@NullMarked
package org.vigil.reporting.leadinggroup.domain;

import org.jspecify.annotations.NullMarked;
