package io.chimera.core.legacy;

import io.chimera.core.account.AccountId;
import io.chimera.core.contact.Contact;
import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.Dialog;
import io.chimera.core.dialog.DialogChanged;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.dialog.Fate;
import io.chimera.core.dialog.Message;
import io.chimera.core.dialog.Tick;
import io.chimera.core.file.FileShelf;
import io.chimera.core.file.IncomingFile.NoRoom;
import io.chimera.core.file.Removal;
import io.chimera.core.file.SealedFile;
import io.chimera.core.file.SharedFile;
import io.chimera.core.legacy.Interpreter.Meaning;
import io.chimera.core.legacy.Legacy.Search;
import io.chimera.core.legacy.LegacyRow.LegacyMessage;
import io.chimera.core.legacy.LegacyRow.Unreadable;
import io.chimera.core.message.MessageId;
import io.chimera.core.route.Travel;
import io.chimera.core.route.Way;
import io.chimera.core.store.AccountStore;
import io.chimera.core.store.AccountStore.Change;
import io.chimera.core.store.AccountStore.View;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what the first Chimera left into an account, once: whatever is here already stays as it is. It goes forward in
 * small durable changes, so it may be ended anywhere and begun again.
 */
public final class LegacyImport {

    /** How many rows are held at once, and brought in one change. */
    private static final int BATCH = 256;

    private static final int BUFFER = 256 * 1024;
    private static final Logger LOG = LoggerFactory.getLogger(LegacyImport.class);

    private final AccountId account;
    private final AccountStore store;
    private final FileShelf shelf;
    private final Clock clock;

    /** Whether a message has an id that only an import gives. */
    public static boolean hasBrought(MessageId message) {
        return OldNames.isOne(message);
    }

    public LegacyImport(AccountId account, AccountStore store, FileShelf shelf, Clock clock) {
        this.account = account;
        this.store = store;
        this.shelf = shelf;
        this.clock = clock;
    }

    /**
     * Refuses what another account left.
     *
     * @throws UnusableLegacy if it says that it is another's
     */
    public void check(Legacy legacy) throws UnusableLegacy {
        long owner = legacy.owner().orElse(account.telegramUser());
        if (owner != account.telegramUser())
            throw new UnusableLegacy(
                    UnusableLegacy.Why.NOT_YOURS,
                    "It is the history of account " + owner + ", and would not be true as that of " + account
                            + ". Sign in as " + owner + ", and name that account");
    }

    /**
     * Brings over what is not here yet.
     *
     * @param zone where the first Chimera's computer stood: it wrote local time
     * @param progress told after each portion
     * @return what became of everything
     * @throws UnusableLegacy if it is another account's, or cannot be read to its end; what came before stays
     * @throws InterruptedException if it was told to stop; what came before stays
     */
    public ImportReport bring(Legacy legacy, ZoneId zone, Consumer<ImportReport> progress)
            throws UnusableLegacy, InterruptedException {
        check(legacy);
        var tally = new Tally(legacy.size());
        var interpreter = new Interpreter(account, zone, clock.instant());
        bringDialogs(legacy, interpreter, tally);
        var rows = legacy.after(Long.MIN_VALUE, BATCH);
        while (!rows.isEmpty()) {
            bring(rows, legacy, interpreter, tally);
            progress.accept(tally.report());
            if (Thread.interrupted()) throw new InterruptedException("told to stop");
            rows = legacy.after(rows.getLast().row(), BATCH);
        }
        tally.leftOut(LeftOut.NEVER_SENT, legacy.waiting());
        var report = tally.report();
        LOG.info(
                "The first Chimera's history was brought over account={} messages={} known={} files={}",
                account,
                report.messages().brought(),
                report.messages().known(),
                report.files().brought());
        return report;
    }

    private void bringDialogs(Legacy legacy, Interpreter interpreter, Tally tally) {
        var portion = new ArrayList<Dialog>();
        for (var old : legacy.dialogs()) {
            // What cannot be a dialog is counted by its messages.
            if (interpreter.meet(old) instanceof Meaning.Understood<Dialog>(var dialog)) portion.add(dialog);
            if (portion.size() == BATCH) bring(portion, tally);
        }
        bring(portion, tally);
    }

    private void bring(List<Dialog> portion, Tally tally) {
        store.alter(change -> portion.forEach(dialog -> tally.dialog(isKnownOrSaved(change, dialog))));
        portion.clear();
    }

    /** A dialog that is here keeps its name, unless it has none. */
    private boolean isKnownOrSaved(Change change, Dialog dialog) {
        var there = change.dialogs().find(dialog.id());
        var named = named(change, dialog);
        boolean nameless = there.map(known -> known.title().equals(dialog.id().toString())
                        && !named.title().equals(known.title()))
                .orElse(true);
        if (nameless) {
            change.dialogs().save(named);
            change.record(new DialogChanged(account, clock.instant(), dialog.id()));
        }
        return there.isPresent();
    }

    private static Dialog named(Change change, Dialog dialog) {
        return switch (dialog) {
            case Dialog.Direct(var with, var title) ->
                new Dialog.Direct(
                        with, change.contacts().find(with).map(Contact::name).orElse(title));
            case Dialog.Group group -> group;
            case Dialog.Channel channel -> channel;
        };
    }

    private void bring(List<LegacyRow> rows, Legacy legacy, Interpreter interpreter, Tally tally) {
        var portion = new ArrayList<Bundle>();
        for (var row : rows) {
            switch (row) {
                case Unreadable(var _, var why) -> tally.leftOut(why, 1);
                case LegacyMessage old -> {
                    switch (interpreter.next(old)) {
                        case Meaning.Dropped<Told>(var why) -> tally.leftOut(why, 1);
                        case Meaning.Understood<Told>(var told) -> {
                            var bundle = pack(told, legacy, tally);
                            portion.add(bundle);
                            // A file that lies on the shelf without its message would lie there for ever.
                            if (bundle.file().isPresent()) store(portion, tally);
                        }
                    }
                }
            }
        }
        store(portion, tally);
        tally.read(rows.size());
    }

    /** A message with its file, if that was fetched. */
    private record Bundle(Told told, Optional<FileReference> reference, Optional<SharedFile> file) {}

    private Bundle pack(Told told, Legacy legacy, Tally tally) {
        var words = new Bundle(told, Optional.empty(), Optional.empty());
        if (told.files().isEmpty()) return words;
        var there = store.read(view -> find(view, told));
        if (there.isPresent() && !isStandIn(there.get(), told)) {
            if (there.get().body() instanceof Body.File) tally.file(true);
            return words;
        }
        Search last = new Search.NotThere();
        for (var reference : told.files()) {
            last = legacy.find(reference);
            if (last instanceof Search.Found(var found)) {
                return new Bundle(told, Optional.of(reference), fetch(found, tally));
            }
        }
        // The shortest path is the likeliest name, for what follows the first dash is mostly words.
        var name = told.files().getLast().name();
        tally.fileLeft(last instanceof Search.OutOfReach ? LeftOut.FILE_ELSEWHERE : LeftOut.FILE_MISSING, name);
        return words;
    }

    private Optional<SharedFile> fetch(LegacyFile found, Tally tally) {
        try (var bytes = found.open();
                var incoming = shelf.begin(found.name())) {
            var buffer = new byte[BUFFER];
            for (int count = bytes.read(buffer); count >= 0; count = bytes.read(buffer))
                incoming.write(ByteBuffer.wrap(buffer, 0, count));
            return Optional.of(new SharedFile(found.name(), found.mediaType(), incoming.seal()));
        } catch (NoRoom _) {
            tally.fileLeft(LeftOut.NO_ROOM, found.name().value());
        } catch (IOException failed) {
            LOG.debug("A file of the first Chimera could not be fetched", failed);
            tally.fileLeft(LeftOut.FILE_UNREADABLE, found.name().value());
        }
        return Optional.empty();
    }

    private void store(List<Bundle> portion, Tally tally) {
        if (portion.isEmpty()) return;
        var unwanted = new ArrayList<SealedFile>();
        var changed = new LinkedHashSet<DialogId>();
        try {
            store.alter(change -> {
                for (var bundle : portion) {
                    if (put(change, bundle, tally))
                        changed.add(bundle.told().dialog().id());
                    else bundle.file().ifPresent(file -> unwanted.add(file.content()));
                }
                changed.forEach(id -> change.record(new DialogChanged(account, clock.instant(), id)));
            });
        } catch (RuntimeException notStored) {
            portion.forEach(bundle -> bundle.file().ifPresent(file -> Removal.of(file.content(), shelf)));
            throw notStored;
        }
        Removal.of(unwanted, shelf);
        portion.clear();
    }

    /** Returns whether anything was put there. */
    private boolean put(Change change, Bundle bundle, Tally tally) {
        var told = bundle.told();
        var there = find(change, told);
        if (there.isPresent() && !isTheSame(there.get(), told)) {
            tally.leftOut(LeftOut.ID_TAKEN, 1);
            return false;
        }
        boolean known = there.isPresent();
        if (known && (bundle.file().isEmpty() || !isStandIn(there.get(), told))) {
            tally.message(true);
            return false;
        }
        if (known) withdraw(change, told);
        var messages = messages(bundle);
        change.dialogs().prepend(messages.getFirst(), told.moment());
        messages.stream().skip(1).forEach(message -> prependIfFree(change, message, told));
        tally.message(known);
        if (bundle.file().isPresent()) tally.file(false);
        return true;
    }

    /** Only the first piece's ids are looked at before; should another's be taken, it does without. */
    private static void prependIfFree(Change change, Message message, Told told) {
        if (change.dialogs().message(message.id()).isPresent()) return;
        boolean taken = message.cloudId()
                .flatMap(id -> change.dialogs().message(message.dialog(), id))
                .isPresent();
        change.dialogs().prepend(taken ? withoutCloudId(message) : message, told.moment());
    }

    private static Message withoutCloudId(Message message) {
        return new Message(
                message.id(),
                message.dialog(),
                message.author(),
                message.sentAt(),
                message.body(),
                message.fate(),
                message.edited(),
                Optional.empty());
    }

    private Optional<Message> find(View view, Told told) {
        return view.dialogs()
                .message(OldNames.of(account, told.old(), 0))
                .or(() -> OldNames.inCloud(told.old(), 0, false)
                        .flatMap(id -> view.dialogs().message(told.dialog().id(), id)));
    }

    private static boolean isTheSame(Message there, Told told) {
        return there.dialog().equals(told.dialog().id()) && there.author().equals(told.author());
    }

    /** Whether these are the words that an earlier import put in place of a file it did not find. */
    private boolean isStandIn(Message there, Told told) {
        return there.id().equals(OldNames.of(account, told.old(), 0))
                && Optional.of(there.body())
                        .equals(OldWords.pieces(told.words()).stream()
                                .findFirst()
                                .map(Body.class::cast));
    }

    private void withdraw(Change change, Told standIn) {
        for (int piece = 0; piece < OldWords.pieces(standIn.words()).size(); piece++)
            change.dialogs().withdraw(OldNames.of(account, standIn.old(), piece));
    }

    private List<Message> messages(Bundle bundle) {
        var told = bundle.told();
        var bodies = new ArrayList<Body>();
        bundle.file().ifPresent(file -> bodies.add(new Body.File(file)));
        bodies.addAll(OldWords.pieces(bundle.file()
                .flatMap(_ -> bundle.reference())
                .map(reference -> OldWords.undoubled(reference.caption()))
                .orElse(told.words())));
        var messages = new ArrayList<Message>();
        for (int piece = 0; piece < bodies.size(); piece++) {
            messages.add(new Message(
                    OldNames.of(account, told.old(), piece),
                    told.dialog().id(),
                    told.author(),
                    told.sentAt(),
                    bodies.get(piece),
                    fate(told),
                    false,
                    OldNames.inCloud(told.old(), piece, bundle.file().isPresent())));
        }
        return messages;
    }

    /**
     * Nobody marked what was seen, so what is old counts as seen. What we sent straight to a first Chimera was sent and no
     * more: it cannot be changed over there.
     */
    private static Fate fate(Told told) {
        boolean byCloud = told.old().byCloud();
        boolean gone = told.author() instanceof Author.Me && !byCloud;
        var travel = new Travel(byCloud ? Way.CLOUD : Way.LAN, Optional.empty(), told.sentAt(), 1);
        return new Fate(gone ? Tick.SENT : Tick.READ, Optional.of(travel), Optional.empty());
    }
}
