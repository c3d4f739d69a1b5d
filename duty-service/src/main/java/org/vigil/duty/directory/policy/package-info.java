/** Makes the entries of the people of a list that was imported as a whole. */
@NullMarked
package org.vigil.duty.directory.policy;

import org.jspecify.annotations.NullMarked;
