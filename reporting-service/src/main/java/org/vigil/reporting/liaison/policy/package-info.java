/** When liaison begins to be expected. */
@NullMarked
package org.vigil.reporting.liaison.policy;

import org.jspecify.annotations.NullMarked;
