/**
 * 异常情况 (3.1-d): whoever is on duty writes down what is out of order, handles it and reports it up,
 * each in its time or a lead comes of it. What was written stays as it was written; who was wrong
 * adds a correction.
 */
@NullMarked
package org.vigil.duty.anomaly.domain;

import org.jspecify.annotations.NullMarked;
