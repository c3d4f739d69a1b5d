/** What follows for the attendance from the end of a meeting. */
@NullMarked
package org.vigil.disinfection.meeting.policy;

import org.jspecify.annotations.NullMarked;
