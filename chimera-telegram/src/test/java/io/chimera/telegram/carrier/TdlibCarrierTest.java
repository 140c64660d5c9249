package io.chimera.telegram.carrier;

import static io.chimera.core.testing.People.ANA;
import static io.chimera.core.testing.People.BRUNO;
import static java.util.concurrent.TimeUnit.SECONDS;

import io.chimera.core.delivery.CloudCarrier;
import io.chimera.core.file.SharedFile;
import io.chimera.core.testing.People;
import io.chimera.telegram.fake.FakeTelegram;
import io.chimera.telegram.fake.PatchedTdLibrary;
import io.chimera.telegram.fake.Person;
import io.chimera.telegram.fake.WithFakeTelegram;
import io.chimera.telegram.session.TdDatabase;
import io.chimera.telegram.session.TdSessions;
import io.chimera.telegram.session.Wire;
import io.chimera.telegram.tdlib.TdEngine;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;

/** What every connection to the cloud does, by Telegram's over the genuine TDLib. Its other end is on this computer. */
@WithFakeTelegram
@Timeout(120)
class TdlibCarrierTest extends TelegramScene {

    /** TDLib tries to reach Telegram again after pauses of up to sixteen seconds. */
    @BeforeAll
    static void bePatient() {
        Awaitility.setDefaultTimeout(PATIENCE);
    }

    @AfterAll
    static void beAsBefore() {
        Awaitility.reset();
    }

    @Override
    protected CloudStage open() throws Exception {
        var library = PatchedTdLibrary.get();
        var fake = FakeTelegram.start(library);
        var log = folder.resolve("tdlib.log");
        var sessions = new TdSessions(
                () -> TdEngine.start(library.library(), log), new Wire.Socks5("127.0.0.1", fake.port()), "test");
        var ana = fake.addPerson(
                ANA.telegramUser(), People.ana().phone().orElseThrow().e164(), "Ana Figueira");
        var bruno = fake.addPerson(BRUNO.telegramUser(), brunosNumber().e164(), "Bruno Tavares");
        signIn(sessions, fake, ana);
        return new Stage(fake, sessions, connect(sessions), ana, bruno);
    }

    /** As the pages for signing in do it. */
    private void signIn(TdSessions sessions, FakeTelegram fake, Person who) throws Exception {
        var states = new LinkedBlockingQueue<String>();
        var session = sessions.open(TdDatabase.in(database()), APPLICATION, update -> {
            var state = update.path("authorization_state").path("@type").asString("");
            if (!state.isEmpty()) states.add(state);
        });
        await(states, "authorizationStateWaitPhoneNumber");
        var client = session.client();
        client.send(client.request("setAuthenticationPhoneNumber").put("phone_number", who.phone()));
        await(states, "authorizationStateWaitCode");
        client.send(client.request("checkAuthenticationCode").put("code", fake.codeOf(who.phone())));
        await(states, "authorizationStateReady");
        client.close(PATIENCE);
    }

    private static void await(LinkedBlockingQueue<String> states, String state) throws InterruptedException {
        while (!state.equals(states.poll(PATIENCE.toSeconds(), SECONDS))) {}
    }

    private record Stage(FakeTelegram fake, TdSessions sessions, TdlibCarrier carrier, Person herself, Person bruno)
            implements CloudStage {

        @Override
        public CloudCarrier ana() {
            return carrier;
        }

        @Override
        public void brunoWrites(String text) {
            bruno.writes(herself, text);
        }

        @Override
        public void brunoSends(SharedFile file) throws Exception {
            bruno.sends(
                    herself,
                    file.name().value(),
                    Files.readAllBytes(file.content().path()));
        }

        @Override
        public void brunoEdits(String was, String is) {
            bruno.edits(was, is);
        }

        @Override
        public void brunoDeletes(String text) {
            bruno.deletes(text);
        }

        @Override
        public void brunoSees(String text) {
            bruno.sees(herself, text);
        }

        @Override
        public List<String> brunoHas() {
            return bruno.has(herself);
        }

        @Override
        public Optional<String> brunoKnowsSeen() {
            return bruno.knowsSeen(herself);
        }

        /** TDLib may take a moment to see that nobody is there any more. */
        @Override
        public void outage(boolean on) {
            fake.outage(on);
            if (on) Awaitility.await().until(() -> !carrier.online());
        }

        @Override
        public void blocked(boolean on) {
            fake.refuse(herself, bruno, on);
        }

        @Override
        public void losesAnswers(boolean on) {
            fake.holdAnswers(on);
        }

        @Override
        public void close() throws Exception {
            carrier.close();
            sessions.close();
            fake.close();
        }
    }
}
