/**
 * The bureau's departments, people and exits, as the others name them. Departments are data: which
 * there are, how they are also called and who heads them is the bureau's to say.
 */
@NullMarked
package org.vigil.duty.directory.domain;

import org.jspecify.annotations.NullMarked;
