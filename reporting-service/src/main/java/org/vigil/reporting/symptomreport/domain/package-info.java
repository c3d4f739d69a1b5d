/**
 * A department tells the office of a person with fever, cough or a runny nose (3.11-b). The report
 * goes to the office at once and waits for no approval; the office acknowledges it. Who knew and
 * took longer than the rule in force allowed has reported late (缓报, 5-6): that is decided when the
 * report is recorded, by the server's clock.
 */
@NullMarked
package org.vigil.reporting.symptomreport.domain;

import org.jspecify.annotations.NullMarked;
