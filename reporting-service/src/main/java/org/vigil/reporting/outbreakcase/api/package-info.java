/** Cases as the office handles them. */
@NullMarked
package org.vigil.reporting.outbreakcase.api;

import org.jspecify.annotations.NullMarked;
