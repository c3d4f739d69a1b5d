/** Units, their shifts and who was looked at, as rows without names. */
@NullMarked
package org.vigil.disinfection.ppe.view;

import org.jspecify.annotations.NullMarked;
