/** Cases as rows, and who acts in them. */
@NullMarked
package org.vigil.reporting.accountability.view;

import org.jspecify.annotations.NullMarked;
