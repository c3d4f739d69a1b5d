/** Daily reports as rows, and what share of what was owed has come, and come in time. */
@NullMarked
package org.vigil.reporting.dailyreport.view;

import org.jspecify.annotations.NullMarked;
