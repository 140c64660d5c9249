package io.chimera.lab.api;

/** Whether the caller writes at this moment. */
public record Writing(boolean on) {}
