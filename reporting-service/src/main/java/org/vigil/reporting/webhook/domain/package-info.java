/**
 * The feed sent to whoever cannot come for it: signed after the Standard Webhooks specification, in
 * order, each item until it is taken. An endpoint that takes nothing for too long is dead, which is
 * told in the feed and to operators; it is still tried. See docs/decisions/0018.
 */
@NullMarked
package org.vigil.reporting.webhook.domain;

import org.jspecify.annotations.NullMarked;
