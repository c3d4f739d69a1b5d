/** Guards' posts, who is there, and every gap that there was. */
@NullMarked
package org.vigil.duty.post.view;

import org.jspecify.annotations.NullMarked;
