/**
 * Meeting rooms (3.9): a meeting is requested by a department and decided on by the service of the
 * rooms, by another person than the one who asked; one that starts without approval is recorded as
 * such. A room in which a meeting has ended takes no other until it has been disinfected, its
 * cupware with it. Who attends is measured, and whether a mask is worn is written down; a fever is
 * a fact of its own, for which somebody owes a report, and goes when it turns out to be none.
 */
@NullMarked
package org.vigil.disinfection.meeting.domain;

import org.jspecify.annotations.NullMarked;
