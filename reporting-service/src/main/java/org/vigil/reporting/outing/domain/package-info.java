/**
 * Who is away on leave, from when until when and where (3.4). A destination or a stop on the way
 * that is designated a medium- or high-risk area, before departure, during the stay or shortly
 * after the return, makes a candidate that goes to the office at once; a person confirms or
 * dismisses it, because a county's code says less than the village or the building that is meant.
 */
@NullMarked
package org.vigil.reporting.outing.domain;

import org.jspecify.annotations.NullMarked;
