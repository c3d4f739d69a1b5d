/**
 * 健康一览 (4.2-b, 4.1-b): a head knows how each member is, by a word that is at most a day old, and a
 * leader who is told of something critical looks at the department. Who looked, and when, is kept.
 */
@NullMarked
package org.vigil.reporting.health.domain;

import org.jspecify.annotations.NullMarked;
