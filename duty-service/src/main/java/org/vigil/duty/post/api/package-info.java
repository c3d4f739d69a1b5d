/** Guards check in and out at the exits; posts and gaps are read, as they are and as they were. */
@NullMarked
package org.vigil.duty.post.api;

import org.jspecify.annotations.NullMarked;
