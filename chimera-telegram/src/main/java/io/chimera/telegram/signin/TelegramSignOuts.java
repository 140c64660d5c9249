package io.chimera.telegram.signin;

import io.chimera.core.account.AccountId;
import io.chimera.core.disk.Folders;
import io.chimera.core.signin.SignOuts;
import io.chimera.telegram.nativelib.NoTdLibrary;
import io.chimera.telegram.session.Applications;
import io.chimera.telegram.session.TdDatabase;
import io.chimera.telegram.session.TdSession;
import io.chimera.telegram.session.TdSessions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** People sign out of Telegram. */
public final class TelegramSignOuts implements SignOuts {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration TO_CLOSE = Duration.ofSeconds(10);

    private final TdSessions sessions;
    private final Applications applications;
    private final Reception reception;
    private final Duration patience;

    public TelegramSignOuts(TdSessions sessions, Applications applications, Reception reception) {
        this(sessions, applications, reception, PATIENCE);
    }

    /** @param patience how long Telegram may take to be reached, and to answer */
    TelegramSignOuts(TdSessions sessions, Applications applications, Reception reception, Duration patience) {
        this.patience = patience;
        this.sessions = sessions;
        this.applications = applications;
        this.reception = reception;
    }

    @Override
    public void signOut(AccountId account) throws IOException, InterruptedException {
        var folder = reception.makeRoomFor(account);
        try {
            leave(folder);
        } finally {
            reception.reopen(account);
        }
    }

    @Override
    public void forget(AccountId account) throws IOException, InterruptedException {
        var folder = reception.makeRoomFor(account);
        boolean left = false;
        try {
            leave(folder);
            left = true;
        } finally {
            if (!left) reception.reopen(account);
        }
        reception.forget(account);
    }

    private void leave(Path folder) throws IOException, InterruptedException {
        if (!Files.isDirectory(folder)) return;
        try {
            endSession(folder);
        } catch (NoTdLibrary none) {
            throw new IOException(none.getMessage(), none);
        }
        Folders.remove(folder);
    }

    private void endSession(Path folder) throws IOException, NoTdLibrary, InterruptedException {
        var application = applications.present();
        if (application.isEmpty()) return; // nobody can have signed in with it
        var farewell = new Farewell(patience);
        var session = sessions.open(TdDatabase.in(folder), application.get(), farewell::updated);
        farewell.say(session);
    }

    /**
     * Tells Telegram, once it is reached: TDLib remembers that it was to log out, and would do so when it is reached again,
     * even if the person has changed their mind.
     */
    private static final class Farewell {

        private final CountDownLatch settled = new CountDownLatch(1);
        private final CountDownLatch reached = new CountDownLatch(1);
        private final Duration patience;
        private volatile boolean in;

        Farewell(Duration patience) {
            this.patience = patience;
        }

        void updated(JsonNode update) {
            switch (update.path("@type").asString("")) {
                case "updateAuthorizationState" -> became(name(update.path("authorization_state")));
                case "updateConnectionState" -> {
                    if (name(update.path("state")).equals("connectionStateReady")) reached.countDown();
                }
                default -> {} // of no concern to somebody who leaves
            }
        }

        private void became(String state) {
            if (state.equals("authorizationStateWaitTdlibParameters")) return;
            in |= state.equals("authorizationStateReady");
            settled.countDown();
        }

        void say(TdSession session) throws IOException, InterruptedException {
            var client = session.client();
            if (!settled.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                client.close(TO_CLOSE);
                throw new IOException("TDLib does not open what it knows of this account.");
            }
            if (in && !reached.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                client.close(TO_CLOSE);
                throw new IOException(
                        "Telegram cannot be reached, so it would not learn of this. Try again when it can.");
            }
            var _ = client.send(client.request(in ? "logOut" : "destroy"));
            if (!client.awaitClosed(patience))
                throw new IOException("Telegram has not answered yet; it is told as soon as it does.");
        }

        private static String name(JsonNode state) {
            return state.path("@type").asString("");
        }
    }
}
