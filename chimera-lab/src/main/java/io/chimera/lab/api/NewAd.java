package io.chimera.lab.api;

/**
 * What is to be shown in a channel besides its posts.
 *
 * @param about who pays for it
 */
public record NewAd(String title, String text, String button, String link, String about) {}
