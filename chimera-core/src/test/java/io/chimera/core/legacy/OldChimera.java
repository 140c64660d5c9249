package io.chimera.core.legacy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A first Chimera that stores what a test tells it, and what reads it. Its folder has its database and its files. */
public abstract class OldChimera {

    /** Who never was at Telegram. */
    public static final long NOT_SENT_BY_CLOUD = -1;

    protected final Path folder;

    protected OldChimera(Path folder) {
        this.folder = folder;
    }

    public final Path folder() {
        return folder;
    }

    public abstract Path database();

    public abstract Legacies reader();

    public abstract void owner(long id);

    public abstract void dialog(long id, String name);

    public abstract void message(long telegramId, long dialog, long author, String date, String text);

    public final void byLan(long dialog, long author, String date, String text) {
        message(NOT_SENT_BY_CLOUD, dialog, author, date, text);
    }

    public abstract void waits(long dialog, String text);

    /** Puts a file where the first Chimera puts what it receives, and says how its messages name it. */
    public final String received(String in, String name, byte[] bytes) {
        var file = folder.resolve(in, name);
        write(file, bytes);
        return file.toString();
    }

    public static void write(Path file, byte[] bytes) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
