/** Terminal disinfections as rows: which place, by when, and whether it is done. */
@NullMarked
package org.vigil.disinfection.terminal.view;

import org.jspecify.annotations.NullMarked;
