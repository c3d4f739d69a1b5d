/** Orders as rows. */
@NullMarked
package org.vigil.reporting.dispatch.view;

import org.jspecify.annotations.NullMarked;
