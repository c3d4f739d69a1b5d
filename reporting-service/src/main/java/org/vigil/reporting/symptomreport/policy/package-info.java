/** Makes one matter of the reports of one illness, also where nobody could know it at first. */
@NullMarked
package org.vigil.reporting.symptomreport.policy;

import org.jspecify.annotations.NullMarked;
