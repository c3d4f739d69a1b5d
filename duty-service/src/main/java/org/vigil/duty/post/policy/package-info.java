/** What follows for a guard's post from what is said of its exit. */
@NullMarked
package org.vigil.duty.post.policy;

import org.jspecify.annotations.NullMarked;
