package io.chimera.telegram.carrier;

import static io.chimera.core.testing.People.ANA;
import static io.chimera.core.testing.People.BRUNO;
import static io.chimera.core.testing.People.WITH_BRUNO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chimera.core.arrival.AcceptancePolicy;
import io.chimera.core.arrival.StoredArrivals;
import io.chimera.core.delivery.CloudReached;
import io.chimera.core.dialog.Body;
import io.chimera.core.message.MessageId;
import io.chimera.core.outbox.Cargo;
import io.chimera.core.outbox.Parcel;
import io.chimera.core.route.Outcome.Refused;
import io.chimera.core.route.Outcome.Unreachable;
import io.chimera.core.store.InMemoryAccountStore;
import io.chimera.core.testing.People;
import io.chimera.core.testing.RecordedEvents;
import io.chimera.core.transfer.Transfers;
import io.chimera.telegram.nativelib.NoTdLibrary;
import io.chimera.telegram.session.TdSessions;
import io.chimera.telegram.session.Wire;
import io.chimera.telegram.tdlib.TdEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A carrier that cannot reach Telegram is there all the same, and says why. */
@Timeout(60)
class TroubleTest {

    private final Clock clock = Clock.systemUTC();
    private final RecordedEvents events = new RecordedEvents();
    private final InMemoryAccountStore store = new InMemoryAccountStore(ANA, events);

    @TempDir
    private Path folder;

    private AnasTelegram hers;
    private ScriptedTelegram script;
    private TdSessions sessions;

    @BeforeEach
    void begin() throws IOException {
        var shelf = new SimpleShelf(folder.resolve("shelf"));
        var arrivals = new StoredArrivals(ANA, store, shelf, AcceptancePolicy.usual(), new Random(42), clock);
        hers = new AnasTelegram(folder, arrivals, new Transfers(ANA, events, clock), events, clock);
        script = new ScriptedTelegram(
                new ScriptedTelegram.Person(ANA.telegramUser(), "Ana", "Figueira", "5521990001001"),
                new ScriptedTelegram.Person(BRUNO.telegramUser(), "Bruno", "Tavares", "5521990001002"),
                folder.resolve("files"),
                clock);
        sessions = new TdSessions(
                () -> TdEngine.start(script, folder.resolve("tdlib.log"), () -> {}), new Wire.Direct(), "test");
    }

    @AfterEach
    void end() {
        sessions.close();
        script.close();
    }

    @Test
    void withoutTdlibItIsOfflineAndSaysWhy() throws Exception {
        var none = new TdSessions(
                () -> {
                    throw new NoTdLibrary("There is no TDLib for this computer.");
                },
                new Wire.Direct(),
                "test");
        hers.database();
        try (var ana = hers.connect(none)) {
            awaitTrouble(ana, "There is no TDLib for this computer.");
            assertThat(carry(ana)).isInstanceOf(Unreachable.class);
            assertThat(events.of(CloudReached.class)).isEmpty();
        }
    }

    @Test
    void whoNeverSignedInHereIsSignedOut() {
        try (var ana = hers.connect(sessions)) {
            awaitTrouble(ana, "signed out");
            assertThat(hers.databaseFolder()).doesNotExist();
        }
    }

    @Test
    void aKeyThatDoesNotFitIsSaid() throws Exception {
        hers.database();
        script.refuses(401, "Wrong database encryption key");
        try (var ana = hers.connect(sessions)) {
            awaitTrouble(ana, "the key");
        }
    }

    @Test
    void aDatabaseThatIsInUseIsSaid() throws Exception {
        hers.database();
        script.refuses(400, "Can't lock file \"td.binlog\", because it is already in use");
        try (var ana = hers.connect(sessions)) {
            awaitTrouble(ana, "another program");
        }
    }

    @Test
    void somebodyElsesDatabaseIsNotUsed() throws Exception {
        hers.database();
        script.belongsTo(BRUNO.telegramUser());
        try (var ana = hers.connect(sessions)) {
            awaitTrouble(ana, "another account");
            assertThat(ana.online()).isFalse();
            assertThat(events.of(CloudReached.class)).isEmpty();
        }
    }

    @Test
    void whomTdlibDoesNotKnowIsNotWrittenTo() throws Exception {
        hers.database();
        try (var ana = hers.connect(sessions)) {
            await().until(ana::online);
            await().untilAsserted(() -> assertThat(carry(ana)).isInstanceOf(Refused.class));
            ana.lookUp(People.bruno().phone().orElseThrow());
            assertThat(carry(ana)).isNotInstanceOf(Refused.class);
            assertThat(script.brunoHas()).containsExactly("hello");
        }
    }

    private static void awaitTrouble(TdlibCarrier carrier, String words) {
        await().untilAsserted(() -> assertThat(carrier.trouble())
                .hasValueSatisfying(why -> assertThat(why).contains(words)));
        assertThat(carrier.online()).isFalse();
    }

    private Object carry(TdlibCarrier carrier) throws InterruptedException {
        var text = new Cargo.Text(new Body.Text("hello"));
        return carrier.carry(List.of(new Parcel(
                        MessageId.next(clock, new Random()), WITH_BRUNO, Optional.of(BRUNO), clock.instant(), text)))
                .getFirst();
    }
}
