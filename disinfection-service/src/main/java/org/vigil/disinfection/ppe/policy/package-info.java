/** What follows for the checks from the opening of a shift. */
@NullMarked
package org.vigil.disinfection.ppe.policy;

import org.jspecify.annotations.NullMarked;
