package org.vigil.reporting.rows;

/** What a list of the past may have shown, and its place: the position at which it began. */
public record Candidate(String id, long position) {}
