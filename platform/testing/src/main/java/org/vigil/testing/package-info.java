/**
 * What the tests of all modules share: given/when/then for deciders, real PostgreSQL, Kafka and
 * identity ({@code infra}), the conformance suite that every event store must pass, and the
 * architecture rules.
 */
@NullMarked
package org.vigil.testing;

import org.jspecify.annotations.NullMarked;
