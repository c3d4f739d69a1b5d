/**
 * Every 及时, 定期 and 实时 of the plan that nobody has put a number to, also where nothing would go by
 * one yet. The leading group gets the list again and again until there is none.
 */
@NullMarked
package org.vigil.reporting.policygap.domain;

import org.jspecify.annotations.NullMarked;
