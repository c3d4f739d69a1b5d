package org.vigil.supplies.wiring;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.vigil.supplies.stock.domain.EnteredBy;
import org.vigil.supplies.stock.domain.Use;

/** Names that types of the domain have in the OpenAPI document, where their own say too little. */
interface SchemaNames {

  @Schema(implementation = Use.class)
  interface StockUse {}

  @Schema(implementation = EnteredBy.class)
  interface RecipientEnteredBy {}
}
