/**
 * The plan's 70 obligations and who answers for each (4.2-a). The plan leaves the person blank in
 * nine articles: somebody is named here, for a unit and from an instant on. Where nobody is, the
 * responsibility hangs in the air, 责任悬空, and that is itself the first gap to be told.
 */
@NullMarked
package org.vigil.reporting.obligation.domain;

import org.jspecify.annotations.NullMarked;
