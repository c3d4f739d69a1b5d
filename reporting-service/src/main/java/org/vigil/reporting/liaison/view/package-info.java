/** Contacts, guidance and requests as rows. */
@NullMarked
package org.vigil.reporting.liaison.view;

import org.jspecify.annotations.NullMarked;
