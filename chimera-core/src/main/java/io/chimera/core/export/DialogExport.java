package io.chimera.core.export;

import io.chimera.core.account.AccountId;
import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.Dialog;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.dialog.DialogSummary;
import io.chimera.core.dialog.Dialogs;
import io.chimera.core.dialog.Message;
import io.chimera.core.export.CopiedMessage.Answered;
import io.chimera.core.store.AccountStore.View;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes an account's dialogs down, one page of history after the other. What is written meanwhile may be in it or not;
 * whatever is in it is as it was stored.
 */
public final class DialogExport {

    private static final Logger LOG = LoggerFactory.getLogger(DialogExport.class);

    private final AccountId account;
    private final Memory memory;
    private final Clock clock;

    /** What answers questions about the account. */
    @FunctionalInterface
    public interface Memory {
        <T> T read(Function<View, T> question);
    }

    public DialogExport(AccountId account, Memory memory, Clock clock) {
        this.account = account;
        this.memory = memory;
        this.clock = clock;
    }

    /**
     * What is wanted.
     *
     * @param only this dialog; all, if empty
     * @param to a folder that is not there, or empty; absolute
     * @param language for what is written for people
     */
    public record Order(Format format, Optional<DialogId> only, Path to, Locale language) {}

    /** A place that was found fit, and a form to write in. */
    public final class Prepared {

        private final ExportFormat format;
        private final Order order;
        private final Place place;

        private Prepared(ExportFormat format, Order order, Place place) {
            this.format = format;
            this.order = order;
            this.place = place;
        }

        /**
         * Writes.
         *
         * @param progress told after each page of history
         * @throws IOException if it cannot be written; nothing is left of it then
         * @throws InterruptedIOException if it was told to stop
         * @throws UnusablePlace if something has come to be where it was to go
         */
        public ExportReport write(Consumer<ExportReport> progress) throws IOException, UnusablePlace {
            try {
                var walk = new Walk(new CopiedFiles(place.folder()), progress);
                try (var copy = format.begin(place.folder(), new Imprint(account, clock.instant(), order.language()))) {
                    for (var summary : wanted()) walk.through(summary, copy);
                    copy.finish();
                }
                place.settle();
                return walk.report();
            } catch (UncheckedIOException failed) {
                throw failed.getCause();
            } finally {
                place.clear();
            }
        }

        /** Leaves the place as it was found. */
        public void abandon() {
            try {
                place.clear();
            } catch (IOException left) {
                LOG.warn("An empty folder beside an export that did not begin could not be removed", left);
            }
        }

        private List<DialogSummary> wanted() {
            return memory.read(view -> order.only()
                    .map(id -> view.dialogs().summary(id).stream().toList())
                    .orElseGet(() -> view.dialogs().all()));
        }
    }

    /**
     * Looks whether an export is possible.
     *
     * @throws UnusablePlace if nothing can be written there
     */
    public Prepared prepare(ExportFormat format, Order order) throws UnusablePlace {
        return new Prepared(format, order, Place.take(order.to()));
    }

    /** Goes through dialogs and counts. */
    private final class Walk {

        private final CopiedFiles shelf;
        private final Consumer<ExportReport> progress;
        private final Map<Author, String> names = new HashMap<>();
        private final List<String> filesLeft = new ArrayList<>();
        private long dialogs;
        private long messages;
        private long files;

        Walk(CopiedFiles shelf, Consumer<ExportReport> progress) {
            this.shelf = shelf;
            this.progress = progress;
        }

        void through(DialogSummary summary, Copy copy) throws IOException {
            var dialog = summary.dialog();
            copy.begin(summary);
            var stretch = next(dialog.id(), List.of());
            while (!stretch.isEmpty()) {
                for (var message : stretch) copy.add(copied(dialog, message));
                messages += stretch.size();
                progress.accept(report());
                if (Thread.interrupted()) throw new InterruptedIOException("told to stop");
                stretch = next(dialog.id(), stretch);
            }
            copy.end();
            dialogs++;
        }

        /** What follows the last of these that is still there: one may have been taken back meanwhile. */
        private List<Message> next(DialogId dialog, List<Message> seen) {
            return memory.read(view -> {
                var dialogs = view.dialogs();
                if (seen.isEmpty()) return dialogs.onward(dialog, Optional.empty(), Dialogs.LARGEST_PAGE);
                var last = seen.reversed().stream()
                        .map(Message::id)
                        .filter(id -> dialogs.message(id).isPresent())
                        .findFirst()
                        .orElseThrow(() -> new UncheckedIOException(
                                new IOException("a whole page of history was taken back while it was read")));
                return dialogs.onward(dialog, Optional.of(last), Dialogs.LARGEST_PAGE);
            });
        }

        private CopiedMessage copied(Dialog dialog, Message message) throws IOException {
            var file = Optional.<String>empty();
            if (message.body() instanceof Body.File(var shared)) {
                file = shelf.copy(shared);
                if (file.isPresent()) files++;
                else if (filesLeft.size() < ExportReport.MOST_NAMED)
                    filesLeft.add(shared.name().value());
            }
            return new CopiedMessage(message, nameOf(message.author(), dialog), file, answered(dialog, message));
        }

        private Optional<Answered> answered(Dialog dialog, Message message) {
            return message.answers()
                    .flatMap(reference -> memory.read(view -> view.dialogs().message(dialog.id(), reference)))
                    .map(there -> new Answered(there, nameOf(there.author(), dialog)));
        }

        private String nameOf(Author author, Dialog dialog) {
            return switch (author) {
                case Author.Me() -> account.toString();
                case Author.Them(var contact) ->
                    dialog.peer()
                            .filter(contact::equals)
                            .map(_ -> dialog.title())
                            .orElseGet(() -> known(author));
                case Author.Chat _ -> known(author);
            };
        }

        private String known(Author author) {
            return names.computeIfAbsent(
                    author, one -> memory.read(view -> view.nameOf(one)).orElseGet(account::toString));
        }

        ExportReport report() {
            return new ExportReport(dialogs, messages, files, filesLeft);
        }
    }
}
