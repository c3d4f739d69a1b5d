/**
 * Sends the feed's items to endpoints: who signs, where a call may go, how long is waited after a
 * failure. One replica sends at a time; a row says how far each endpoint has come.
 */
@NullMarked
package org.vigil.reporting.webhook.sending;

import org.jspecify.annotations.NullMarked;
