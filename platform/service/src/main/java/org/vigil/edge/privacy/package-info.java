/**
 * A person's data: who has looked at it, whether a case holds it, and that it is forgotten. The
 * same in every service.
 */
@NullMarked
package org.vigil.edge.privacy;

import org.jspecify.annotations.NullMarked;
