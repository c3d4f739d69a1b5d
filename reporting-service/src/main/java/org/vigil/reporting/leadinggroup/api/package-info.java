/** The leading group as the office keeps it. */
@NullMarked
package org.vigil.reporting.leadinggroup.api;

import org.jspecify.annotations.NullMarked;
