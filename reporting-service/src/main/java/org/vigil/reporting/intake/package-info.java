/**
 * What this service reads of the others, as records with only the fields that it needs, and what it
 * does with them. Names and phones arrive masked; people are recognised by their {@code subjectId}.
 */
@NullMarked
package org.vigil.reporting.intake;

import org.jspecify.annotations.NullMarked;
