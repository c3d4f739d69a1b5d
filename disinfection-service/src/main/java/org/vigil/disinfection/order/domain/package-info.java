/**
 * What orders for somebody who may be ill or exposed have in common, whether of meals or of a
 * terminal disinfection: whom they are about and whose account gave them. Who orders knows of
 * somebody, and what is known is to be reported (3.11-b).
 */
@NullMarked
package org.vigil.disinfection.order.domain;

import org.jspecify.annotations.NullMarked;
