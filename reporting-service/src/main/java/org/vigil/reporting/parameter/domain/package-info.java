/**
 * Every 及时, 定期 and 实时 of the plan as a number that somebody has decided, from an instant on. The
 * plan itself names none, so a default is a proposal and is listed as such.
 */
@NullMarked
package org.vigil.reporting.parameter.domain;

import org.jspecify.annotations.NullMarked;
