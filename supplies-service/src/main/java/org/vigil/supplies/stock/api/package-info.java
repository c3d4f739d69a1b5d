/** Items, receipts, issues and reversals. */
@NullMarked
package org.vigil.supplies.stock.api;

import org.jspecify.annotations.NullMarked;
