/** What opens a department's days, excuses it from them, and holds its reports against facts. */
@NullMarked
package org.vigil.reporting.dailyreport.policy;

import org.jspecify.annotations.NullMarked;
