package org.vigil.eventsourcing.vault;

import javax.crypto.spec.SecretKeySpec;

/** A person's data key, unwrapped. It has an id of its own: after an erasure comes another. */
record SubjectKey(long id, SecretKeySpec key) {}
