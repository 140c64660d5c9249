package io.chimera.telegram.signin;

import io.chimera.core.account.Account;
import io.chimera.core.account.AccountId;
import io.chimera.core.contact.PhoneNumber;
import io.chimera.core.disk.Folders;
import io.chimera.telegram.nativelib.NoTdLibrary;
import io.chimera.telegram.session.Application;
import io.chimera.telegram.session.TdDatabase;
import io.chimera.telegram.session.TdSession;
import io.chimera.telegram.session.TdSessions;
import io.chimera.telegram.tdlib.TdFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One database's talk with TDLib about who may use it. Safe for use by many threads. */
final class Conversation {

    private static final Duration TO_CLOSE = Duration.ofSeconds(10);
    private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);

    private final TdDatabase database;
    private final TdSessions sessions;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition heard = lock.newCondition();
    private long states;
    private boolean ready;
    private boolean begun;
    private @Nullable TdSession session;

    Conversation(TdDatabase database, TdSessions sessions) {
        this.database = database;
        this.sessions = sessions;
    }

    /**
     * Begins it.
     *
     * @param became hears each authorization state, in order; must return at once
     * @param failed hears if the database cannot be opened
     */
    void open(Application application, Consumer<JsonNode> became, Consumer<TdFailure> failed) throws NoTdLibrary {
        var opening = begin(application, became);
        var _ = opening.opened().whenComplete((_, failure) -> {
            if (failure instanceof TdFailure why) failed.accept(why);
        });
    }

    private TdSession begin(Application application, Consumer<JsonNode> became) throws NoTdLibrary {
        TdSession opening = null;
        try {
            opening = sessions.open(database, application, update -> updated(update, became));
            return opening;
        } finally {
            lock.lock();
            try {
                session = opening;
                begun = true;
                heard.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    private void updated(JsonNode update, Consumer<JsonNode> became) {
        if (update.path("@type").asString("").equals("updateAuthorizationState"))
            heard(update.path("authorization_state"), became);
    }

    private void heard(JsonNode state, Consumer<JsonNode> became) {
        became.accept(state);
        lock.lock();
        try {
            states++;
            ready |= state.path("@type").asString("").equals("authorizationStateReady");
            heard.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Tries to reach Telegram at once. */
    void reconnect() {
        sessions.reconnect(opened());
    }

    /** A request with this name, to be filled in. */
    ObjectNode request(String name) {
        return opened().client().request(name);
    }

    /**
     * Asks, and waits until the state that follows is known.
     *
     * @throws ExecutionException with the {@link TdFailure}, if the answer is no
     * @throws TimeoutException if there is none; TDLib tries for ever, and says nothing of it before somebody is in
     */
    void askAndAwaitNews(ObjectNode request, Duration patience)
            throws InterruptedException, ExecutionException, TimeoutException {
        long before = states();
        opened().client().send(request).get(patience.toNanos(), TimeUnit.NANOSECONDS);
        long left = patience.toNanos();
        lock.lockInterruptibly();
        try {
            while (states == before && left > 0) left = heard.awaitNanos(left);
        } finally {
            lock.unlock();
        }
    }

    /** Who is in. */
    Account whoIsIt(Duration patience) throws InterruptedException, ExecutionException, TimeoutException {
        var me = opened().client().send(request("getMe")).get(patience.toNanos(), TimeUnit.NANOSECONDS);
        var number = me.path("phone_number").asString("");
        var id = me.path("id").asLong();
        var name = Stream.of("first_name", "last_name")
                .map(part -> me.path(part).asString("").strip())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
        return new Account(
                new AccountId(id),
                name.isEmpty() ? Long.toString(id) : name,
                number.isEmpty() ? Optional.empty() : Optional.of(PhoneNumber.parse(number)));
    }

    /** Has TDLib write down what it knows and let go of the database. */
    void close() throws InterruptedException, IOException {
        if (!opened().client().close(TO_CLOSE)) throw new IOException("TDLib did not let go of " + database.folder());
    }

    /** Ends it: who is in is out again, and the database is removed. Takes as long as the cloud does. */
    void end() {
        try {
            if (wasNeverOpened()) return;
            var client = opened().client();
            var _ = client.send(client.request(isReady() ? "logOut" : "destroy"));
            if (!client.awaitClosed(TO_CLOSE) && !client.close(TO_CLOSE)) return;
            Folders.remove(database.folder());
        } catch (IOException left) {
            LOG.warn("What a sign-in left could not be removed folder={}", database.folder(), left);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean wasNeverOpened() {
        lock.lock();
        try {
            return begun && session == null;
        } finally {
            lock.unlock();
        }
    }

    private boolean isReady() {
        lock.lock();
        try {
            return ready;
        } finally {
            lock.unlock();
        }
    }

    private long states() {
        lock.lock();
        try {
            return states;
        } finally {
            lock.unlock();
        }
    }

    /** TDLib may tell of a state before {@link #open} has got its session. */
    private TdSession opened() {
        lock.lock();
        try {
            while (!begun) heard.awaitUninterruptibly();
            if (session == null) throw new IllegalStateException("TDLib could not be asked for this database");
            return session;
        } finally {
            lock.unlock();
        }
    }
}
