/**
 * 紧急集结 (3.1-e): the leading group calls, and within one hour everybody concerned is there. The call
 * is one stream; each department that is summoned is another, so that thousands of people
 * acknowledge and arrive without waiting for each other, and a department's own stream stays short
 * (decision 0012). Deadlines warn early and give the verdict at exactly T0 + 60:00.
 */
@NullMarked
package org.vigil.duty.muster.domain;

import org.jspecify.annotations.NullMarked;
