/**
 * 在岗 (3.1-b): whoever a published roster puts on duty checks in, answers probes at moments nobody
 * can foresee, hands over to the next with both signatures and all that is still open, and checks
 * out. Each shift is a stream. Nobody there at the grace time, and again at twice that, is told at
 * once; a post left without relief, or probes that go unanswered, are a lead with its evidence.
 */
@NullMarked
package org.vigil.duty.presence.domain;

import org.jspecify.annotations.NullMarked;
