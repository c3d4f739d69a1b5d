/**
 * What shows that a service's edge holds: a running service on real infrastructure, every operation
 * with every role, and thousands of malformed calls. All of it works from the service's own OpenAPI
 * document, so a new operation is covered without a new test.
 */
@NullMarked
package org.vigil.testing.edge;

import org.jspecify.annotations.NullMarked;
