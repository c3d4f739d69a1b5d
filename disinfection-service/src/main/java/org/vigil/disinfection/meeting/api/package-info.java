/** Meeting rooms, meetings and readings over HTTP. */
@NullMarked
package org.vigil.disinfection.meeting.api;

import org.jspecify.annotations.NullMarked;
