/** Drills over HTTP: the office starts them, departments and clerks say who was reached. */
@NullMarked
package org.vigil.duty.reachability.api;

import org.jspecify.annotations.NullMarked;
