/**
 * Who is on duty when (3.1-a): the roster of one department for one month. It is drafted — entered,
 * imported or proposed by the fair generator — adjusted, and published once nobody overlaps, lacks
 * rest or is on leave. What is published changes only by substitution, by a swap that the other
 * accepts and the head approves, or in an emergency by take-over; what has begun stays.
 */
@NullMarked
package org.vigil.duty.roster.domain;

import org.jspecify.annotations.NullMarked;
