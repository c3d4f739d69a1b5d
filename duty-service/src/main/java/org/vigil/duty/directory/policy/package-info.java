/**
 * Makes the entries of the people of a list that was imported as a whole, and looks who leads a
 * department that is said anew.
 */
@NullMarked
package org.vigil.duty.directory.policy;

import org.jspecify.annotations.NullMarked;
