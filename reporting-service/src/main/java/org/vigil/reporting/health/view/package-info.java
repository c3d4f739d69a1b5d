/** How each member is, and who has looked, as rows. */
@NullMarked
package org.vigil.reporting.health.view;

import org.jspecify.annotations.NullMarked;
