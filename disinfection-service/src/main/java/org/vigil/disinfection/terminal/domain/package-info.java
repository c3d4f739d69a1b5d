/**
 * 终末消毒 (3.6-d): a place where somebody suspected of being ill has been is disinfected at the end,
 * within its time or it is overdue. Whoever asks for it knows of a suspicion, so it is a signal to
 * reporting-service, also where nobody is named; an order that was a mistake takes the signal back.
 * A case of reporting-service asks for its zones itself, and is told of each that is done.
 */
@NullMarked
package org.vigil.disinfection.terminal.domain;

import org.jspecify.annotations.NullMarked;
