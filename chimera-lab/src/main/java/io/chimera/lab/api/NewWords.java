package io.chimera.lab.api;

import java.util.List;

/** Other words for a message. */
public record NewWords(String text, List<Look> looks) {}
