package io.chimera.core.legacy;

import io.chimera.core.file.FileName;
import io.chimera.core.legacy.Legacy.Search;
import io.chimera.core.legacy.LegacyRow.LegacyMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** One that keeps everything in lists. */
public final class ListedChimera extends OldChimera {

    private final List<LegacyRow> rows = new ArrayList<>();
    private final Map<Long, LegacyDialog> dialogs = new TreeMap<>();
    private OptionalLong owner = OptionalLong.empty();
    private long waiting;

    public ListedChimera(Path folder) {
        super(folder);
    }

    @Override
    public Path database() {
        return folder.resolve("chats.db");
    }

    @Override
    public Legacies reader() {
        return (path, elsewhere) -> {
            if (!path.equals(database())) throw new UnusableLegacy(UnusableLegacy.Why.NOT_THERE, "There is no " + path);
            return new Listed(elsewhere);
        };
    }

    /** Forgets everything. */
    public void begin() {
        rows.clear();
        dialogs.clear();
        owner = OptionalLong.empty();
        waiting = 0;
    }

    @Override
    public void owner(long id) {
        owner = OptionalLong.of(id);
    }

    @Override
    public void dialog(long id, String name) {
        dialogs.merge(
                id,
                new LegacyDialog(id, name, false),
                (there, _) -> new LegacyDialog(
                        id, there.title().compareTo(name) < 0 ? name : there.title(), there.peopleWrite()));
    }

    @Override
    public void message(long telegramId, long dialog, long author, String date, String text) {
        rows.add(new LegacyMessage(rows.size() + 1, telegramId, dialog, author, date, text));
        boolean person = author > 0 && author != -1_000_000_000_000L - dialog;
        dialogs.merge(
                dialog,
                new LegacyDialog(dialog, "", person),
                (there, now) -> new LegacyDialog(dialog, there.title(), there.peopleWrite() || now.peopleWrite()));
    }

    @Override
    public void waits(long dialog, String text) {
        waiting++;
    }

    private final class Listed implements Legacy {

        private final List<Path> elsewhere;

        Listed(List<Path> elsewhere) {
            this.elsewhere = elsewhere;
        }

        @Override
        public OptionalLong owner() {
            return owner;
        }

        @Override
        public long size() {
            return rows.size();
        }

        @Override
        public long waiting() {
            return waiting;
        }

        @Override
        public List<LegacyDialog> dialogs() {
            return List.copyOf(dialogs.values());
        }

        @Override
        public List<LegacyRow> after(long row, int most) {
            return rows.stream().filter(one -> one.row() > row).limit(most).toList();
        }

        @Override
        public Search find(FileReference reference) {
            var path = reference
                    .folder()
                    .map(in -> folder.resolve(in, reference.name()))
                    .orElseGet(() -> Path.of(reference.path()));
            if (reference.folder().isEmpty() && elsewhere.stream().noneMatch(path::startsWith))
                return new Search.OutOfReach();
            return Files.isRegularFile(path) ? new Search.Found(new OnDisk(path)) : new Search.NotThere();
        }

        @Override
        public void close() {}
    }

    private record OnDisk(Path path) implements LegacyFile {
        @Override
        public FileName name() {
            return FileName.from(path.getFileName().toString());
        }

        @Override
        public String mediaType() {
            return "image/png";
        }

        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(path);
        }
    }
}
