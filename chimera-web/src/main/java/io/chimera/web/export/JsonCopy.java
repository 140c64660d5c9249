package io.chimera.web.export;

import io.chimera.core.dialog.Dialog;
import io.chimera.core.dialog.DialogSummary;
import io.chimera.core.disk.PrivateFolder;
import io.chimera.core.export.CopiedMessage;
import io.chimera.core.export.Copy;
import io.chimera.core.export.Imprint;
import io.chimera.web.api.MessageJson;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** JSON files being written, each message as it comes. */
final class JsonCopy implements Copy {

    private static final int VERSION = 1;
    private static final String DIALOGS = "dialogs";

    private final JsonMapper json;
    private final PrivateFolder folder;
    private final PrivateFolder dialogs;
    private final Imprint imprint;
    private final List<DialogLine> lines = new ArrayList<>();
    private @Nullable Open open;

    JsonCopy(JsonMapper json, PrivateFolder folder, Imprint imprint) throws IOException {
        this.json = json;
        this.folder = folder;
        this.dialogs = PrivateFolder.open(folder.path().resolve(DIALOGS));
        this.imprint = imprint;
    }

    /** What lists the dialogs. */
    record Index(int version, long account, Instant exportedAt, List<DialogLine> dialogs) {}

    /** A dialog in that list. */
    record DialogLine(long id, String title, Kind kind, String draft, long messages, String file) {}

    enum Kind {
        DIRECT,
        GROUP,
        CHANNEL;

        static Kind of(Dialog dialog) {
            return switch (dialog) {
                case Dialog.Direct _ -> DIRECT;
                case Dialog.Group _ -> GROUP;
                case Dialog.Channel _ -> CHANNEL;
            };
        }
    }

    /** The dialog that is being written. */
    private static final class Open {

        private final DialogSummary summary;
        private final JsonGenerator out;
        private long messages;

        Open(DialogSummary summary, JsonGenerator out) {
            this.summary = summary;
            this.out = out;
        }
    }

    @Override
    public void begin(DialogSummary summary) throws IOException {
        var dialog = summary.dialog();
        var out = json.createGenerator(Files.newOutputStream(dialogs.reserve(dialog.id() + ".json")));
        open = new Open(summary, out);
        written(() -> out.writeStartObject()
                .writeNumberProperty("id", dialog.id().value())
                .writeStringProperty("title", dialog.title())
                .writeStringProperty("kind", Kind.of(dialog).name())
                .writeArrayPropertyStart("messages"));
    }

    @Override
    public void add(CopiedMessage copied) throws IOException {
        var now = opened();
        now.messages++;
        written(() -> now.out
                .writeRaw('\n')
                .writePOJO(MessageJson.of(
                        copied.message(),
                        imprint.account(),
                        copied.file().orElse(null),
                        copied.answered().map(answered -> answered.message().id()))));
    }

    @Override
    public void end() throws IOException {
        var now = opened();
        written(() -> now.out.writeEndArray().writeEndObject().close());
        open = null;
        var dialog = now.summary.dialog();
        lines.add(new DialogLine(
                dialog.id().value(),
                dialog.title(),
                Kind.of(dialog),
                now.summary.draft(),
                now.messages,
                DIALOGS + "/" + dialog.id() + ".json"));
    }

    private Open opened() {
        if (open == null) throw new IllegalStateException("no dialog has begun");
        return open;
    }

    @Override
    public void finish() throws IOException {
        var index = folder.reserve("index" + ".json");
        var all = new Index(VERSION, imprint.account().telegramUser(), imprint.at(), lines);
        written(() -> json.writerWithDefaultPrettyPrinter().writeValue(index, all));
    }

    @Override
    public void close() throws IOException {
        if (open == null) return;
        var unfinished = open;
        written(unfinished.out::close);
    }

    private static void written(Runnable writing) throws IOException {
        try {
            writing.run();
        } catch (JacksonException failed) {
            throw new IOException(failed);
        }
    }
}
