/** Daily reports over HTTP: departments report and name deputies, the office exempts and reads. */
@NullMarked
package org.vigil.reporting.dailyreport.api;

import org.jspecify.annotations.NullMarked;
