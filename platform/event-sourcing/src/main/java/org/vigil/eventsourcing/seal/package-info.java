/**
 * Makes it evident when history is rewritten. Just behind the commit a sealer puts the stored bytes
 * of consecutive events under a Merkle root and signs it together with the seal before; the newest
 * seal travels on Kafka to the other services, which keep it as witnesses. A verification reads the
 * whole log again and names the first position that is not what was signed; one event's place under
 * a seal can be proved to somebody who has no database. See docs/decisions/0006.
 */
@NullMarked
package org.vigil.eventsourcing.seal;

import org.jspecify.annotations.NullMarked;
