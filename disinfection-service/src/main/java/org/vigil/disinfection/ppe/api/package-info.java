/** How units, their shifts and the checks of them are told and asked for. */
@NullMarked
package org.vigil.disinfection.ppe.api;

import org.jspecify.annotations.NullMarked;
