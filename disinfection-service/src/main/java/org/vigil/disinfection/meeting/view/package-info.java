/** Meeting rooms, their meetings and who was measured, as rows; people are masked. */
@NullMarked
package org.vigil.disinfection.meeting.view;

import org.jspecify.annotations.NullMarked;
