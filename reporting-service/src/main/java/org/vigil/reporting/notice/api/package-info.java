/** Notices, education, digests and rumours as those in charge of them record them. */
@NullMarked
package org.vigil.reporting.notice.api;

import org.jspecify.annotations.NullMarked;
