/**
 * The versions of the table as rows, what is in force at an instant, and what one would have done.
 */
@NullMarked
package org.vigil.reporting.rule.view;

import org.jspecify.annotations.NullMarked;
