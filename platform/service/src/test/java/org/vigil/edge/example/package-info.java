/**
 * The smallest capability with everything an edge has to carry: notes that are opened and closed.
 */
@NullMarked
package org.vigil.edge.example;

import org.jspecify.annotations.NullMarked;
