/**
 * 通联抽查 (3.1-c, 3.1-f, 3.1-g): the office or the leading group tries duty lines and mobiles, and
 * whoever has not answered at the deadline is missed at that instant. Where the leading group has
 * decided so, drills start by themselves as well, in working time. A drill is a sample and one
 * stream; each person's misses are another, which counts those that nobody has excused and says
 * when they repeat.
 */
@NullMarked
package org.vigil.duty.reachability.domain;

import org.jspecify.annotations.NullMarked;
