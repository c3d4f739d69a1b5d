/** Departments, people and exits as rows. */
@NullMarked
package org.vigil.duty.directory.view;

import org.jspecify.annotations.NullMarked;
