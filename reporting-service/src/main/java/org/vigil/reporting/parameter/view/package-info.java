/** What is proposed for the parameters and waits for a leader. */
@NullMarked
package org.vigil.reporting.parameter.view;

import org.jspecify.annotations.NullMarked;
