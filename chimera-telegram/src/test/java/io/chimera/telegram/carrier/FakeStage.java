package io.chimera.telegram.carrier;

import static io.chimera.core.testing.People.ANA;
import static io.chimera.core.testing.People.BRUNO;
import static java.util.concurrent.TimeUnit.SECONDS;

import io.chimera.core.testing.People;
import io.chimera.telegram.fake.FakeTelegram;
import io.chimera.telegram.fake.PatchedTdLibrary;
import io.chimera.telegram.fake.Person;
import io.chimera.telegram.session.TdSessions;
import io.chimera.telegram.session.Wire;
import io.chimera.telegram.tdlib.TdEngine;
import java.io.IOException;
import java.util.concurrent.LinkedBlockingQueue;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A Telegram on this computer with Ana, who has signed in with the genuine TDLib, and Bruno, who has no client. */
final class FakeStage implements AutoCloseable {

    final FakeTelegram fake;
    final Person ana;
    final Person bruno;
    final TdSessions sessions;
    private final AnasTelegram hers;
    private @Nullable TdlibCarrier carrier;

    private FakeStage(AnasTelegram hers, PatchedTdLibrary library) throws IOException {
        this.hers = hers;
        fake = FakeTelegram.start(library);
        var log = hers.folder().resolve("tdlib.log");
        sessions = new TdSessions(
                () -> TdEngine.start(library.library(), log), new Wire.Socks5("127.0.0.1", fake.port()), "test");
        ana = fake.addPerson(
                ANA.telegramUser(), People.ana().phone().orElseThrow().e164(), "Ana Figueira");
        bruno = fake.addPerson(
                BRUNO.telegramUser(), People.bruno().phone().orElseThrow().e164(), "Bruno Tavares");
    }

    /** With Ana online. A process holds one TDLib: one that does not get so far is closed, for those who come after. */
    static FakeStage open(AnasTelegram hers) throws Exception {
        var stage = new FakeStage(hers, PatchedTdLibrary.get());
        try {
            stage.signIn();
            stage.reconnect();
            stage.awaitOnline();
            stage.carrier.lookUp(People.bruno().phone().orElseThrow()); // as who opens a dialog with him does
            return stage;
        } catch (Exception | Error failed) {
            stage.close();
            throw failed;
        }
    }

    TdlibCarrier carrier() {
        return carrier;
    }

    void disconnect() {
        carrier.close();
    }

    /** Opens her Telegram again; it may take its time to come online. */
    TdlibCarrier reconnect() {
        carrier = hers.connect(sessions);
        return carrier;
    }

    void awaitOnline() {
        Awaitility.await().atMost(AnasTelegram.PATIENCE).until(carrier::online);
    }

    /** As the pages for signing in do it. */
    private void signIn() throws Exception {
        var states = new LinkedBlockingQueue<String>();
        var session = sessions.open(hers.database(), AnasTelegram.APPLICATION, update -> {
            var state = update.path("authorization_state").path("@type").asString("");
            if (!state.isEmpty()) states.add(state);
        });
        await(states, "authorizationStateWaitPhoneNumber");
        var client = session.client();
        client.send(client.request("setAuthenticationPhoneNumber").put("phone_number", ana.phone()));
        await(states, "authorizationStateWaitCode");
        client.send(client.request("checkAuthenticationCode").put("code", fake.codeOf(ana.phone())));
        await(states, "authorizationStateReady");
        client.close(AnasTelegram.PATIENCE);
    }

    private static void await(LinkedBlockingQueue<String> states, String state) throws InterruptedException {
        while (!state.equals(states.poll(AnasTelegram.PATIENCE.toSeconds(), SECONDS))) {}
    }

    @Override
    public void close() throws Exception {
        if (carrier != null) carrier.close();
        sessions.close();
        fake.close();
    }
}
