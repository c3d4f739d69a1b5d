/** Tasks as rows. */
@NullMarked
package org.vigil.reporting.task.view;

import org.jspecify.annotations.NullMarked;
