/** Reports that are owed, to be read; only policies and deadlines change them. */
@NullMarked
package org.vigil.reporting.expectation.api;

import org.jspecify.annotations.NullMarked;
