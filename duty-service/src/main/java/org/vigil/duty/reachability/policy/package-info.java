/** What a drill's misses and excuses mean for a person's record. */
@NullMarked
package org.vigil.duty.reachability.policy;

import org.jspecify.annotations.NullMarked;
