package io.chimera.lab.api;

/**
 * A complaint about a sponsored message.
 *
 * @param option one of {@code boring}, {@code wrong}; empty to learn which there are
 */
public record SponsoredReport(String option) {}
