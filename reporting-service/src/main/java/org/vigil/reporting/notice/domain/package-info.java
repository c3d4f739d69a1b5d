/**
 * 宣传教育 (3.5): what comes from above is conveyed and read, people are taught what protects them, the
 * situation is told every day, and rumours are answered. Each has its time, and what is late or
 * missing shows itself.
 */
@NullMarked
package org.vigil.reporting.notice.domain;

import org.jspecify.annotations.NullMarked;
