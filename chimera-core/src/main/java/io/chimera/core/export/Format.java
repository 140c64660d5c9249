package io.chimera.core.export;

/** The forms in which dialogs are written down. */
public enum Format {
    /** Pages to be read in a browser, without Chimera. */
    HTML,
    /** For programs: the fields of the REST API. */
    JSON,
    /** A database to ask. */
    SQLITE
}
