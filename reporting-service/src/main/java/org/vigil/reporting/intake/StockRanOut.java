package org.vigil.reporting.intake;

import org.vigil.eventsourcing.EventType;

/** supplies-service: nothing is left of an item (3.2-b). */
@EventType("stock-ran-out")
public record StockRanOut(String item, String department) {}
