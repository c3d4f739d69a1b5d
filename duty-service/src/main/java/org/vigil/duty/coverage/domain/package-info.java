/**
 * 24 hours of duty, without a gap (3.1-a): what a department owes from a day on, and whether its
 * published roster keeps it. A gap that lies ahead is forecast, one that is near is urgent, and one
 * that has begun is a fact. A future holder whose phone nobody has verified is warned about
 * (3.1-f).
 */
@NullMarked
package org.vigil.duty.coverage.domain;

import org.jspecify.annotations.NullMarked;
