/** Reports that are owed as rows: what the office works off. */
@NullMarked
package org.vigil.reporting.expectation.view;

import org.jspecify.annotations.NullMarked;
