/** Notices, readers, education, digests and rumours as rows. */
@NullMarked
package org.vigil.reporting.notice.view;

import org.jspecify.annotations.NullMarked;
