/** Symptom reports over HTTP: a department reports and corrects, the office acknowledges. */
@NullMarked
package org.vigil.reporting.symptomreport.api;

import org.jspecify.annotations.NullMarked;
