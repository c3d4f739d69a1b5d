/**
 * The office's feed: a long poll and a stream of server-sent events over the same numbered items.
 */
@NullMarked
package org.vigil.reporting.feed.api;

import org.jspecify.annotations.NullMarked;
