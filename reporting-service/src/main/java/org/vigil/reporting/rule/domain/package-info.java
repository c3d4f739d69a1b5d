/**
 * The office's table of rules: how severe a kind of signal is and how it goes through the chain. A
 * new version is drafted, tried on the last month's events, and approved by somebody else; it holds
 * from an instant on. What no version names goes by the values that nobody has decided.
 */
@NullMarked
package org.vigil.reporting.rule.domain;

import org.jspecify.annotations.NullMarked;
