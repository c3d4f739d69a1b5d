/**
 * What every service's edge has in common: who calls, what they may, how a wrong call is told what
 * is wrong with it, how a repeated one is recognised, and how the mechanism is started and watched.
 */
@NullMarked
package org.vigil.edge;

import org.jspecify.annotations.NullMarked;
