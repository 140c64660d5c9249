package io.chimera.web.sign;

/** A browser signed out: what it still has open must not show anything more. */
public record SessionEnded(String session) {}
