/**
 * The stock of one item (3.2-b): lots come in and go out first expiry first. What has expired is
 * never issued, nothing falls below zero, and running low is said once per descent. Nothing is
 * edited: a mistake is reversed by an event of its own.
 */
@NullMarked
package org.vigil.supplies.stock.domain;

import org.jspecify.annotations.NullMarked;
