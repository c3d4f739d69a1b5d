/**
 * 成员任务 (2-e): what a member of the leading group is given to do, until it is done. The leader's own
 * decisions and dispatch orders are not tasks.
 */
@NullMarked
package org.vigil.reporting.task.domain;

import org.jspecify.annotations.NullMarked;
