package io.chimera.web.dialog;

/**
 * What a message answers, as a box above it or above the composer.
 *
 * @param id the answered message; empty if it is not here
 * @param href where it stands; empty if nowhere
 * @param who its author; empty if it is not here
 * @param line what it says, in a line
 * @param there whether there is something to be read
 */
record QuoteView(String id, String href, String who, String line, boolean there) {}
