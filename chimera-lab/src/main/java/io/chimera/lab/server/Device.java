package io.chimera.lab.server;

/** One of a person's devices: who does something, and from where. */
record Device(long person, String name) {}
