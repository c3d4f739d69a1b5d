/** Musters as rows: who has acknowledged, who is there, who is missing, counted at any moment. */
@NullMarked
package org.vigil.duty.muster.view;

import org.jspecify.annotations.NullMarked;
