/**
 * Whom a report or an outing is about. Names and numbers stay in this service; views and published
 * events show {@code 张*} and {@code *******5678}, and who needs more asks for a reveal, which is
 * itself recorded. Across services a person is the pseudonymous {@code subjectId}.
 */
@NullMarked
package org.vigil.reporting.person.domain;

import org.jspecify.annotations.NullMarked;
