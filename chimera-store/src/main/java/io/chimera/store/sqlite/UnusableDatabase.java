package io.chimera.store.sqlite;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A database cannot be opened. Its text says which, why, and what to do; nothing in the file was altered. */
public final class UnusableDatabase extends RuntimeException {

    private final Path file;

    UnusableDatabase(Path file, String why, String whatToDo, @Nullable Throwable cause) {
        super("The database " + file + " cannot be used: " + why + ". Nothing in it was changed. " + whatToDo, cause);
        this.file = file;
    }

    /** The database's file. */
    public Path file() {
        return file;
    }
}
