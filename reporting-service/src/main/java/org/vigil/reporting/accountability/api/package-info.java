/** Cases as leaders, the office and auditors see them and carry them on. */
@NullMarked
package org.vigil.reporting.accountability.api;

import org.jspecify.annotations.NullMarked;
