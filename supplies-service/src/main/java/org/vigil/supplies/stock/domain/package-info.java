/**
 * The stock of one item (3.2-b): lots come in and go out first expiry first. What has expired is
 * never issued, nothing falls below zero, and running low is said once per descent. Nothing is
 * edited: a mistake is reversed by an event of its own. What is issued for somebody who is ill, a
 * contact or kept apart says so, and is corrected by an event of its own as well.
 */
@NullMarked
package org.vigil.supplies.stock.domain;

import org.jspecify.annotations.NullMarked;
