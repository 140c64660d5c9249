package io.chimera.core.delivery;

import static io.chimera.core.testing.People.ANA;
import static io.chimera.core.testing.People.BRUNO;
import static io.chimera.core.testing.People.WITH_BRUNO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chimera.core.arrival.Acceptance;
import io.chimera.core.arrival.AcceptancePolicy;
import io.chimera.core.arrival.Arrival;
import io.chimera.core.arrival.Arrivals;
import io.chimera.core.arrival.FileOffer;
import io.chimera.core.arrival.Receipt;
import io.chimera.core.arrival.StoredArrivals;
import io.chimera.core.contact.Contact;
import io.chimera.core.contact.PhoneNumber;
import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.Dialog;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.dialog.Fate;
import io.chimera.core.dialog.Message;
import io.chimera.core.dialog.Reference;
import io.chimera.core.dialog.Tick;
import io.chimera.core.file.FileName;
import io.chimera.core.file.FileShelf;
import io.chimera.core.file.IncomingFile;
import io.chimera.core.file.SealedFile;
import io.chimera.core.file.Sha256;
import io.chimera.core.file.SharedFile;
import io.chimera.core.message.CloudMessageId;
import io.chimera.core.message.MessageId;
import io.chimera.core.outbox.Cargo;
import io.chimera.core.outbox.Parcel;
import io.chimera.core.outbox.Target;
import io.chimera.core.route.Outcome;
import io.chimera.core.route.Outcome.HandedOver;
import io.chimera.core.route.Way;
import io.chimera.core.store.InMemoryAccountStore;
import io.chimera.core.testing.People;
import io.chimera.core.testing.RecordedEvents;
import io.chimera.core.transfer.Progress;
import io.chimera.core.transfer.Transfers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * A cloud with Ana, whose connection is tested, and Bruno at the other end: what the sentences of
 * {@link CloudCarrierContract} are arranged with. Messages are told apart by their words.
 */
public abstract class CloudScene {

    /** The clocks of a cloud and of its node may differ a little. */
    protected static final Duration CLOCKS_APART = Duration.ofMinutes(1);

    private static final long UNKNOWN = -1;

    protected final Clock clock = Clock.systemUTC();
    protected final RecordedEvents events = new RecordedEvents();
    protected final InMemoryAccountStore store = new InMemoryAccountStore(ANA, events);
    protected final Random random = new Random(42);
    protected final FailingArrivals arrivals =
            new FailingArrivals(new StoredArrivals(ANA, store, new NoShelf(), AcceptancePolicy.usual(), random, clock));

    private final AtomicReference<Runnable> whenAFileMoves = new AtomicReference<>(() -> {});
    protected final Transfers transfers = new Transfers(
            ANA,
            event -> {
                events.publish(event);
                whenAFileMoves.get().run();
            },
            clock);

    @TempDir
    protected Path folder;

    protected CloudStage stage;
    protected CloudCarrier ana;

    /** A fresh cloud with Ana, connected to what this class has for her, and Bruno. */
    protected abstract CloudStage open() throws Exception;

    /** How these words are when they come out of the cloud: the same, unless it is known to change some. */
    protected String asTheCloudHas(String words) {
        return words;
    }

    /** Whether the cloud takes files without a single byte. */
    protected boolean takesEmptyFiles() {
        return true;
    }

    /** The cloud around the carrier under test. */
    protected interface CloudStage extends AutoCloseable {

        CloudCarrier ana();

        void brunoWrites(String text) throws Exception;

        void brunoSends(SharedFile file) throws Exception;

        /** His words have looks. */
        void brunoWrites(Body.Text text) throws Exception;

        /** He answers one of the messages of the dialog, whoever wrote it. */
        void brunoAnswers(String words, String text) throws Exception;

        /** He begins to write to Ana, or stops. */
        void brunoTypes(boolean on) throws Exception;

        /** He gives one of his messages to Ana other words. */
        void brunoEdits(String was, String is) throws Exception;

        void brunoDeletes(String text) throws Exception;

        /** He deletes a file he sent, and nothing else is left of it. */
        void brunoDeletesTheFile(String name) throws Exception;

        /** He has seen everything up to these words of Ana's. */
        void brunoSees(String text) throws Exception;

        /** What Bruno has from Ana by now, in order: words, or a file's name. */
        List<String> brunoHas() throws Exception;

        /** The message of Ana's with these words as Bruno has it, with its looks. */
        Body.Text brunosCopy(String words) throws Exception;

        /** The words of the message which the one of Ana's with these words answers, as Bruno has it. */
        Optional<String> answeredAtBrunos(String words) throws Exception;

        /** Whether Bruno was told, and not longer ago than it lasts, that Ana writes. */
        boolean brunoSeesAnaType() throws Exception;

        /** The last of his own words that Bruno knows Ana has seen. */
        Optional<String> brunoKnowsSeen() throws Exception;

        /** Bruno founds a group with Ana and Clara, whom Ana does not know. */
        Crowd foundGroup(String title) throws Exception;

        /** Bruno opens a channel, and Ana reads it. */
        Crowd openChannel(String title) throws Exception;

        /** The cloud cannot be reached, or can again. */
        void outage(boolean on) throws Exception;

        /** The cloud refuses what Ana sends, or takes it again. */
        void blocked(boolean on) throws Exception;

        /** The cloud takes what Ana sends, but its answer is lost. */
        void losesAnswers(boolean on) throws Exception;
    }

    /** A group or a channel with Ana in it, and what others do there. */
    protected interface Crowd {

        DialogId id();

        void brunoWrites(String text) throws Exception;

        /** Only in a group. */
        void claraWrites(String text) throws Exception;

        void brunoEdits(String was, String is) throws Exception;

        void brunoDeletes(String text) throws Exception;

        /** What Bruno has from others there by now, in order. */
        List<String> brunoHas() throws Exception;

        /** Ana is in it no longer. */
        void removesAna() throws Exception;

        /** Somebody pays for a message, which is shown here from now on. */
        void advertises(String title, String text, String link) throws Exception;

        /** How often anybody has seen that, followed it, and complained of it. */
        Advertised advertised() throws Exception;
    }

    /** What became of a sponsored message. */
    public record Advertised(int seen, int clicked, int reported) {}

    @BeforeEach
    void openStage() throws Exception {
        store.alter(change -> {
            change.contacts().save(People.bruno());
            change.dialogs().save(People.withBruno());
        });
        stage = open();
        ana = stage.ana();
        await().until(ana::online);
    }

    @AfterEach
    void closeStage() throws Exception {
        stage.close();
    }

    /** Sends as the courier would: stored first, bound afterwards. */
    protected final MessageId write(String words) throws InterruptedException {
        return write(new Body.Text(words), Optional.empty());
    }

    /** @param answers a message of hers that the cloud knows */
    protected final MessageId write(Body.Text words, Optional<Message> answers) throws InterruptedException {
        var answered = answers.flatMap(Reference::forCloud);
        var parcel = parcel(new Cargo.Text(words)).answering(answered);
        store.alter(change -> change.dialogs()
                .append(new Message(
                        parcel.id(),
                        WITH_BRUNO,
                        new Author.Me(),
                        parcel.writtenAt(),
                        words,
                        Fate.queued(),
                        false,
                        Optional.empty(),
                        answered)));
        var taken = idOf(carry(parcel));
        store.alter(change -> {
            change.dialogs().bind(parcel.id(), taken);
            change.dialogs().settle(parcel.id(), Fate.queued().with(Tick.SENT));
        });
        return parcel.id();
    }

    protected final Outcome carry(Parcel parcel) throws InterruptedException {
        var outcomes = ana.carry(List.of(parcel));
        assertThat(outcomes).hasSize(1);
        return outcomes.getFirst();
    }

    protected final Parcel text(String words) {
        return parcel(new Cargo.Text(new Body.Text(words)));
    }

    protected final Parcel parcel(Cargo cargo) {
        return new Parcel(MessageId.next(clock, random), WITH_BRUNO, Optional.of(BRUNO), clock.instant(), cargo);
    }

    /** A file of noise that lies sealed somewhere. */
    protected final SharedFile file(String name, int size) throws Exception {
        var bytes = new byte[size];
        random.nextBytes(bytes);
        var path = Files.createTempFile(folder, "sealed", null);
        Files.write(path, bytes);
        var hash = Sha256.of(MessageDigest.getInstance("SHA-256").digest(bytes));
        return new SharedFile(
                FileName.from(name), SharedFile.UNKNOWN_TYPE, new SealedFile(path.toAbsolutePath(), size, hash));
    }

    /** The file of a message as the cloud gives it, sealed on a shelf; empty if it does not have it. */
    protected final Optional<SealedFile> fetch(Message message) throws Exception {
        var name = FileName.from("fetched");
        try (var file = new FolderShelf(folder.resolve("fetched")).begin(name);
                var transfer = transfers.begin(
                        message.id(), message.dialog(), Progress.Direction.IN, Way.CLOUD, name, UNKNOWN)) {
            return ana.fetch(message.dialog(), message.cloudId().orElseThrow(), file, transfer)
                    ? Optional.of(file.seal())
                    : Optional.empty();
        }
    }

    /** The message with the only file she has, as soon as she has it. */
    protected final Message theFile() {
        return await().until(
                        () -> messages().stream()
                                .filter(message -> message.body() instanceof Body.Distant)
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    /** A person changes their mind at the first sign of progress. */
    protected final void cancelAsSoonAsItMoves(MessageId message) {
        whenAFileMoves.set(() -> transfers.cancel(message));
    }

    /** What moves from now on is wanted. */
    protected final void cancelNothingMore() {
        whenAFileMoves.set(() -> {});
    }

    protected static Target target(Outcome outcome) {
        return new Target(new MessageId(new UUID(1, 1)), Optional.of(idOf(outcome)));
    }

    protected static CloudMessageId idOf(Outcome outcome) {
        assertThat(outcome).isInstanceOf(HandedOver.class);
        return ((HandedOver) outcome).message();
    }

    protected static PhoneNumber brunosNumber() {
        return People.bruno().phone().orElseThrow();
    }

    protected final Instant aMinuteAgo() {
        return clock.instant().minus(CLOCKS_APART);
    }

    /** What Ana's store has of her dialog with Bruno, oldest first. */
    protected final List<Message> messages() {
        return messages(WITH_BRUNO);
    }

    protected final List<Message> messages(DialogId dialog) {
        return store.read(view -> view.dialogs().page(dialog, Optional.empty(), 100))
                .messages()
                .reversed();
    }

    protected final List<String> words() {
        return words(WITH_BRUNO);
    }

    protected final List<String> words(DialogId dialog) {
        var words = new ArrayList<String>();
        for (var message : messages(dialog)) {
            if (message.body() instanceof Body.Text(var text, var _)) words.add(text);
        }
        return words;
    }

    protected final Message message(String words) {
        return messages().stream()
                .filter(message -> message.body() instanceof Body.Text(var text, var _) && text.equals(words))
                .findFirst()
                .orElseThrow();
    }

    protected final Message find(MessageId id) {
        return store.read(view -> view.dialogs().message(id)).orElseThrow();
    }

    /** Arrivals whose store is out of order from time to time. */
    protected static final class FailingArrivals implements Arrivals {

        private final Arrivals arrivals;
        private final AtomicInteger toFail = new AtomicInteger();
        private final AtomicInteger failed = new AtomicInteger();

        FailingArrivals(Arrivals arrivals) {
            this.arrivals = arrivals;
        }

        void failNext(int times) {
            toFail.set(times);
        }

        int failures() {
            return failed.get();
        }

        @Override
        public Acceptance offered(FileOffer offer) throws IOException {
            return arrivals.offered(offer);
        }

        @Override
        public void introduced(Contact person, boolean inContacts) {
            arrivals.introduced(person, inContacts);
        }

        @Override
        public void found(Dialog dialog) {
            arrivals.found(dialog);
        }

        @Override
        public void named(Author author, String name) {
            arrivals.named(author, name);
        }

        @Override
        public void vanished(DialogId dialog) {
            arrivals.vanished(dialog);
        }

        @Override
        public void types(DialogId dialog, Author author, boolean on) {
            arrivals.types(dialog, author, on);
        }

        @Override
        public Set<CloudMessageId> known(DialogId dialog, Collection<CloudMessageId> messages) {
            return arrivals.known(dialog, messages);
        }

        @Override
        public boolean hasMetCloud(DialogId dialog) {
            return arrivals.hasMetCloud(dialog);
        }

        @Override
        public List<Receipt> arrived(List<Arrival> arrived) {
            if (toFail.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                failed.incrementAndGet();
                throw new IllegalStateException("the store is out of order");
            }
            return arrivals.arrived(arrived);
        }
    }

    /** Nobody offers files from the cloud, and none is removed here. */
    private static final class NoShelf implements FileShelf {
        @Override
        public IncomingFile begin(FileName name) throws IOException {
            throw new IOException("no shelf");
        }

        @Override
        public IncomingFile resume(MessageId message, FileName name, long size) throws IOException {
            throw new IOException("no shelf");
        }

        @Override
        public void remove(SealedFile file) {}

        @Override
        public long room() {
            return 0;
        }
    }
}
