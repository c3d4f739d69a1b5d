/** How what leaders were given is asked for. */
@NullMarked
package org.vigil.reporting.leadertask.api;

import org.jspecify.annotations.NullMarked;
