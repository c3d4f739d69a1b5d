/** What a case means for the data of the people in it. */
@NullMarked
package org.vigil.reporting.outbreakcase.policy;

import org.jspecify.annotations.NullMarked;
