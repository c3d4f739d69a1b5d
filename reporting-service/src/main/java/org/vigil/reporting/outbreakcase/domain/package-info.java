/**
 * 疫情处置 (3.6-d): a case from its opening to its close. The person is isolated, the health authority
 * told, contacts are listed, what the person touched is disinfected; each step has its own time,
 * and the authority's clock runs from when the bureau knew. A case does not close over a step that
 * was left out, and while it is open the people in it are not forgotten.
 */
@NullMarked
package org.vigil.reporting.outbreakcase.domain;

import org.jspecify.annotations.NullMarked;
