package io.chimera.telegram.carrier;

import io.chimera.core.account.AccountId;
import io.chimera.telegram.carrier.Departures.Fate;
import io.chimera.telegram.carrier.Departures.Ticket;
import io.chimera.telegram.nativelib.NoTdLibrary;
import io.chimera.telegram.session.Applications;
import io.chimera.telegram.session.TdDatabase;
import io.chimera.telegram.session.TdSession;
import io.chimera.telegram.session.TdSessions;
import io.chimera.telegram.tdlib.TdFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * The Telegram account an identity provider writes from: opened when the provider starts, opened again when TDLib closed
 * it, and signed in by a bot's token if nobody is. What stands in the way is its {@link #trouble}.
 */
final class CodeAccount {

    private static final Logger LOG = LoggerFactory.getLogger(CodeAccount.class);

    private static final Duration LAST_MOMENTS = Duration.ofSeconds(5);

    private final TdSessions sessions;
    private final Applications applications;
    private final Path folder;
    private final Optional<String> botToken;
    private final Pace pace;
    private final Line line;
    private final Departures departures;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean signedIn;
    private boolean connected;
    private boolean closed;
    private long me;
    private String trouble = "Telegram is being opened";
    private @Nullable Thread opener;

    /** @param folder of the account's TDLib */
    CodeAccount(
            TdSessions sessions,
            Applications applications,
            Path folder,
            Optional<String> botToken,
            Pace pace,
            Line line,
            Departures departures) {
        this.sessions = sessions;
        this.applications = applications;
        this.folder = folder;
        this.botToken = botToken;
        this.pace = pace;
        this.line = line;
        this.departures = departures;
    }

    /** Returns at once. */
    void open() {
        lock.lock();
        try {
            closed = false;
            opener = Thread.ofVirtual().name("telegram-codes").start(this::keepOpen);
        } finally {
            lock.unlock();
        }
    }

    /** What stands in the way, and what to do about it; empty while codes can be sent. */
    Optional<String> trouble() {
        lock.lock();
        try {
            if (signedIn && connected) return Optional.empty();
            return Optional.of(signedIn ? "Telegram cannot be reached; look at this computer's network" : trouble);
        } finally {
            lock.unlock();
        }
    }

    /** Whether codes are sent from this account now. */
    boolean isOf(AccountId account) {
        lock.lock();
        try {
            return signedIn && connected && me == account.telegramUser();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until codes can be sent; whether they can. */
    boolean awaitReady(Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = patience.toNanos();
            while (!(signedIn && connected) && left > 0) left = changed.awaitNanos(left);
            return signedIn && connected;
        } finally {
            lock.unlock();
        }
    }

    private void keepOpen() {
        var pause = pace.pause();
        try {
            while (!isClosed()) {
                openOnce();
                Thread.sleep(pause);
                pause = pace.after(pause);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns when TDLib has closed it, or did not open it. */
    private void openOnce() throws InterruptedException {
        try {
            var application = applications.present();
            if (application.isEmpty()) {
                say("it is not known which application this is to Telegram: set chimera.telegram.api-id and api-hash");
                return;
            }
            var session = sessions.open(TdDatabase.in(folder), application.get(), this::heard);
            line.connect(session.client());
            if (isClosed()) {
                session.client().close(LAST_MOMENTS);
                return;
            }
            opened(session);
            while (!session.client().awaitClosed(Duration.ofMinutes(1))) {}
        } catch (NoTdLibrary | IOException failed) {
            say(String.valueOf(failed.getMessage()));
        } finally {
            become(() -> {
                signedIn = false;
                connected = false;
            });
        }
    }

    private void opened(TdSession session) throws InterruptedException {
        try {
            session.opened().get(pace.answer().toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failed) {
            say("Telegram's database in " + folder + " cannot be opened ("
                    + (failed.getCause() instanceof TdFailure why ? why.code() : "no answer")
                    + "); another program may have it open");
            session.client().close(LAST_MOMENTS);
        } catch (TimeoutException _) {
            say("Telegram's database in " + folder + " does not open in time");
        }
    }

    private void heard(JsonNode update) {
        switch (Decoding.type(update)) {
            case "updateAuthorizationState" -> authorization(Decoding.type(update.path("authorization_state")));
            case "updateOption" -> option(update);
            case "updateConnectionState" -> connection(Decoding.type(update.path("state")));
            case "updateMessageSendSucceeded" -> departures.left(ticket(update), new Fate.Taken(0, Instant.EPOCH));
            case "updateMessageSendFailed" -> {
                var error = update.path("error");
                departures.left(
                        ticket(update),
                        new Fate.Failed(
                                error.path("code").asInt(0),
                                error.path("message").asString("")));
            }
            default -> {} // an account that only writes needs no other news
        }
    }

    private void option(JsonNode update) {
        if (!update.path("name").asString("").equals("my_id")) return;
        long now = update.path("value").path("value").asLong(0);
        become(() -> me = now);
    }

    private static Ticket ticket(JsonNode update) {
        return new Ticket(
                update.path("message").path("chat_id").asLong(0),
                update.path("old_message_id").asLong(0));
    }

    private void authorization(String state) {
        switch (state) {
            case "authorizationStateReady" -> become(() -> signedIn = true);
            case "authorizationStateWaitTdlibParameters" -> {}
            case "authorizationStateWaitPhoneNumber" -> {
                if (botToken.isPresent()) signInAsBot(botToken.get());
                else
                    saySignedOut(
                            "nobody is signed in to Telegram for this provider: sign its account in with ./chimera install,"
                                    + " or set chimera.identity.bot-token-file");
            }
            default -> saySignedOut("the provider's Telegram account was signed out; sign it in again");
        }
    }

    /** TDLib's own thread tells of states and of answers: neither may be waited for here. */
    private void signInAsBot(String token) {
        saySignedOut("the bot is being signed in");
        Thread.ofVirtual().name("telegram-codes-bot").start(() -> {
            try {
                line.ask(Line.request("checkAuthenticationBotToken").put("token", token));
            } catch (TdFailure failure) {
                saySignedOut("Telegram does not take the bot's token (" + Refusals.name(failure)
                        + "): compare the file of chimera.identity.bot-token-file with what @BotFather tells,"
                        + " and start again");
            } catch (IOException silent) {
                saySignedOut("Telegram cannot be reached to sign the bot in; look at this computer's network");
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void connection(String state) {
        // Updating is connected: a message goes out then as well.
        become(() -> connected = state.equals("connectionStateReady") || state.equals("connectionStateUpdating"));
    }

    private void saySignedOut(String why) {
        become(() -> signedIn = false);
        say(why);
    }

    private void say(String why) {
        become(() -> {
            if (!closed && !why.equals(trouble)) LOG.warn("Codes cannot be sent by Telegram: {}", why);
            trouble = why;
        });
    }

    private void become(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** TDLib writes down what it knows, and lets go of the database. */
    void close() {
        become(() -> closed = true);
        try {
            if (!line.close(LAST_MOMENTS)) LOG.warn("The provider's TDLib did not close in time");
            var ending = opener;
            if (ending == null) return;
            ending.interrupt();
            ending.join(LAST_MOMENTS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
