/**
 * Protection of those who serve others (3.8-c, 3.11-c): a unit of a department has shifts, and each
 * shift owes one look at everybody on it, for work clothes, mask and appearance. Nobody looks at
 * themselves. Who is not looked at by a while after the shift's end is missed, and stays so when a
 * look is written down later; what was found is a person's word and no breach by itself.
 */
@NullMarked
package org.vigil.disinfection.ppe.domain;

import org.jspecify.annotations.NullMarked;
