/** The newest items of the feed in memory, for those who wait for the next. */
@NullMarked
package org.vigil.reporting.feed.view;

import org.jspecify.annotations.NullMarked;
