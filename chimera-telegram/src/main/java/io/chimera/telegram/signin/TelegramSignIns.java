package io.chimera.telegram.signin;

import io.chimera.core.disk.Folders;
import io.chimera.core.signin.SignIn;
import io.chimera.core.signin.SignInId;
import io.chimera.core.signin.SignIns;
import io.chimera.telegram.session.Applications;
import io.chimera.telegram.session.TdSessions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** People sign in to Telegram. Each has a database of their own, which becomes their account's once they are in. */
public final class TelegramSignIns implements SignIns, AutoCloseable {

    /** Each has threads and connections of its own; nobody needs many at once. */
    static final int MOST = 8;

    private static final Duration IDLE = Duration.ofMinutes(15);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration TO_END = Duration.ofSeconds(10);
    private static final Logger LOG = LoggerFactory.getLogger(TelegramSignIns.class);

    private final Parts parts;
    private final Map<SignInId, TelegramSignIn> known = new LinkedHashMap<>();

    /**
     * @param folder where databases are until somebody is in; what an earlier start left there is removed
     */
    public TelegramSignIns(
            TdSessions sessions, Applications applications, Path folder, Reception reception, Clock clock) {
        this(new Parts(sessions, applications, folder, reception, clock, IDLE, PATIENCE, new Endings()));
    }

    TelegramSignIns(Parts parts) {
        this.parts = parts;
        var folder = parts.folder();
        try {
            Folders.remove(folder);
            var parent = folder.toAbsolutePath().getParent();
            if (parent != null) Folders.finishRemovals(parent);
        } catch (IOException left) {
            LOG.warn("What an earlier sign-in left could not be removed folder={}", folder, left);
        }
    }

    /**
     * What every sign-in needs.
     *
     * @param idle how long one waits for its person
     * @param patience how long a person waits for the cloud. An answer that comes later still moves the step on
     */
    record Parts(
            TdSessions sessions,
            Applications applications,
            Path folder,
            Reception reception,
            Clock clock,
            Duration idle,
            Duration patience,
            Endings endings) {}

    @Override
    public SignIn begin() {
        var signIn = new TelegramSignIn(SignInId.next(), parts);
        for (var cleared : makeRoom(signIn)) cleared.cancel();
        signIn.start();
        return signIn;
    }

    /** Those that are over go first, then those that have been left alone longest. */
    private synchronized List<TelegramSignIn> makeRoom(TelegramSignIn added) {
        known.values().removeIf(TelegramSignIn::isForgotten);
        var cleared = known.values().stream()
                .sorted((one, other) -> one.lastTouched().compareTo(other.lastTouched()))
                .limit(Math.max(0, known.size() + 1 - MOST))
                .toList();
        cleared.forEach(one -> known.remove(one.id()));
        known.put(added.id(), added);
        return cleared;
    }

    @Override
    public synchronized Optional<SignIn> find(SignInId id) {
        return Optional.ofNullable(known.get(id))
                .filter(one -> !one.isForgotten())
                .map(SignIn.class::cast);
    }

    /** Ends those under way, and waits for what ends: nothing of them is to be left on the disk. */
    @Override
    public void close() {
        List<TelegramSignIn> left;
        synchronized (this) {
            left = List.copyOf(known.values());
        }
        left.forEach(TelegramSignIn::cancel);
        try {
            parts.endings().await(TO_END);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // the next start removes what is left
        }
    }
}
