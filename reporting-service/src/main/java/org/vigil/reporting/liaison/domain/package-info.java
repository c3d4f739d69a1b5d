/**
 * 联防联控 (3.6): the bureau keeps in touch with the health authority, turns its guidance into
 * measures, and does what outside bodies ask. Silence, guidance without a decision and requests
 * that nobody answers show themselves.
 */
@NullMarked
package org.vigil.reporting.liaison.domain;

import org.jspecify.annotations.NullMarked;
