/**
 * What whoever runs a service sees and does over HTTP, the same in all of them: what follows the
 * logs, views that are built anew, streams that are parked, the relay and the leases. Nothing here
 * shows what an event or a row says.
 */
@NullMarked
package org.vigil.edge.ops;

import org.jspecify.annotations.NullMarked;
