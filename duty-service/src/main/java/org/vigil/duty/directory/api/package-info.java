/** Departments, people and exits, put and read; putting the same again changes nothing. */
@NullMarked
package org.vigil.duty.directory.api;

import org.jspecify.annotations.NullMarked;
