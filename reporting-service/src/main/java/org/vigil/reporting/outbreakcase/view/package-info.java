/** Cases with their steps and contacts as rows. */
@NullMarked
package org.vigil.reporting.outbreakcase.view;

import org.jspecify.annotations.NullMarked;
