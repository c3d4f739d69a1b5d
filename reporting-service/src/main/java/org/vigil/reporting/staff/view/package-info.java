/**
 * The bureau's departments, their heads and members as duty-service has told them: who owes a
 * report, and who answered for a department at an instant. Names are masked.
 */
@NullMarked
package org.vigil.reporting.staff.view;

import org.jspecify.annotations.NullMarked;
