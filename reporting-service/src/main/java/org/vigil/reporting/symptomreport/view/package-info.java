/** Symptom reports as rows, masked; and the entity that reads them. */
@NullMarked
package org.vigil.reporting.symptomreport.view;

import org.jspecify.annotations.NullMarked;
