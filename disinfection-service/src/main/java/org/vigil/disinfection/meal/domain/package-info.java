/**
 * 单独送餐 (3.8-f): meals that the canteen brings to somebody who is kept apart, each by its time or it
 * is a miss. An order says that somebody of the department knows of a contact or an illness, so it
 * is a signal to reporting-service; an order that was a mistake takes the signal back.
 */
@NullMarked
package org.vigil.disinfection.meal.domain;

import org.jspecify.annotations.NullMarked;
