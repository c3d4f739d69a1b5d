/** The table of rules as the office edits it: draft, try, approve. */
@NullMarked
package org.vigil.reporting.rule.api;

import org.jspecify.annotations.NullMarked;
