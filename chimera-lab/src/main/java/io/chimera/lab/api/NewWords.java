package io.chimera.lab.api;

/** Other words for a message. */
public record NewWords(String text) {}
