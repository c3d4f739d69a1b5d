/**
 * What is decided about one person's data: that it is held for a case, that it is forgotten. The
 * stream's key is the pseudonym. Forgetting is recorded first and carried out after it: {@link
 * org.vigil.eventsourcing.subject.VaultView} deletes the key in the transaction of its cursor, so a
 * crash in between only delays it. The other services follow what is decided in one.
 */
@NullMarked
package org.vigil.eventsourcing.subject;

import org.jspecify.annotations.NullMarked;
