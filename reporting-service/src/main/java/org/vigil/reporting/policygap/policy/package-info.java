/** When the register of policy gaps is gone through for the first time. */
@NullMarked
package org.vigil.reporting.policygap.policy;

import org.jspecify.annotations.NullMarked;
