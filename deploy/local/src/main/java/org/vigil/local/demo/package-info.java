/**
 * One working day of a bureau, played through the public API. The deadlines of the plan are
 * shortened for it by decisions that say so, and given back at its end; no clock is faked.
 */
@NullMarked
package org.vigil.local.demo;

import org.jspecify.annotations.NullMarked;
