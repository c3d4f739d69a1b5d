/** What the requests of this service have in common: people, texts and pages. */
@NullMarked
package org.vigil.reporting.person.api;

import org.jspecify.annotations.NullMarked;
