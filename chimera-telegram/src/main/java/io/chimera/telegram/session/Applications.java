package io.chimera.telegram.session;

import io.chimera.core.disk.PrivateFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Which application this computer's Chimera is to Telegram: as set, or as somebody told it once. */
public final class Applications {

    private static final String FILE = "application";

    private final Path folder;
    private final Optional<Application> set;

    /**
     * @param folder where it is kept, for its owner only
     * @param set in the settings, which win
     */
    public Applications(Path folder, Optional<Application> set) {
        this.folder = folder;
        this.set = set;
    }

    /**
     * Which it is, if it is known.
     *
     * @throws IOException if what is kept cannot be read, or others can read it
     */
    public Optional<Application> present() throws IOException {
        if (set.isPresent()) return set;
        var kept = PrivateFolder.existing(folder);
        return kept.isEmpty() ? Optional.empty() : kept.get().read(FILE).map(this::parse);
    }

    /** Keeps it for the next time. */
    public void keep(Application application) throws IOException {
        PrivateFolder.open(folder).write(FILE, application.id() + "\n" + application.hash() + "\n");
    }

    /** Forgets what was kept, because Telegram does not know it. */
    public void forget() throws IOException {
        var kept = PrivateFolder.existing(folder);
        if (kept.isPresent()) kept.get().delete(FILE);
    }

    private Application parse(String text) {
        var lines = text.lines().toList();
        return new Application(Integer.parseInt(lines.getFirst()), lines.getLast());
    }
}
