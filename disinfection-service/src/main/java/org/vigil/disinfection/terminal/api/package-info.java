/**
 * Terminal disinfections over HTTP: a department asks for its own matters, the cleaners say that it
 * is done, and nobody else learns because of whom.
 */
@NullMarked
package org.vigil.disinfection.terminal.api;

import org.jspecify.annotations.NullMarked;
