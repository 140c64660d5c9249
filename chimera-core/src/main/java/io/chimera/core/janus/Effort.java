package io.chimera.core.janus;

/** How much work one guess at a secret is. A profile keeps its own for ever: it goes into everything that is derived. */
public enum Effort {
    /** 64 MiB and about a quarter of a second. */
    STANDARD,
    /** 256 MiB and more than a second. */
    STRONG
}
