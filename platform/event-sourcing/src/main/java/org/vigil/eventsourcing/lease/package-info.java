/**
 * Lets one replica at a time do what only one may do. A lease is a row with an epoch that grows
 * with every change of holder; the clock that counts is the database's. No session locks: they do
 * not survive a connection pooler.
 */
@NullMarked
package org.vigil.eventsourcing.lease;

import org.jspecify.annotations.NullMarked;
