package io.chimera.lab.people;

/**
 * What somebody pays to have shown in a channel.
 *
 * @param about who pays
 */
public record Advertisement(long channel, String title, String text, String button, String link, String about) {}
