/** Tasks as the leading group gives them and their members do them. */
@NullMarked
package org.vigil.reporting.task.api;

import org.jspecify.annotations.NullMarked;
