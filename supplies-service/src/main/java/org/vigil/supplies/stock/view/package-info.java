/** Items, lots and the ledger as rows. */
@NullMarked
package org.vigil.supplies.stock.view;

import org.jspecify.annotations.NullMarked;
