/** Orders: leaders give them, departments sign for them or refuse, and say when they are done. */
@NullMarked
package org.vigil.reporting.dispatch.api;

import org.jspecify.annotations.NullMarked;
