/** What the matrix is made of: signals by obligation, and who was named for what from when on. */
@NullMarked
package org.vigil.reporting.obligation.view;

import org.jspecify.annotations.NullMarked;
