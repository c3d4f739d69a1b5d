package org.vigil.reporting.intake;

import org.vigil.eventsourcing.EventType;

/** supplies-service: an item has fallen below its safety level (3.2-b). */
@EventType("stock-ran-low")
public record StockRanLow(String item, String department, int onHand, int safetyLevel) {}
