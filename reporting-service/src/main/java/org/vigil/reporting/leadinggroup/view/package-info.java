/** Who holds which role, and which levels of the chain are staffed at an instant. */
@NullMarked
package org.vigil.reporting.leadinggroup.view;

import org.jspecify.annotations.NullMarked;
