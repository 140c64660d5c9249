package io.chimera.core.messenger;

import io.chimera.core.account.AccountId;
import io.chimera.core.legacy.ImportReport;
import io.chimera.core.legacy.Legacies;
import io.chimera.core.legacy.Legacy;
import io.chimera.core.legacy.UnusableLegacy;
import io.chimera.core.messenger.Import.State;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Imports of what the first Chimera left: one at a time for each account, and how its latest ones went. Safe for use by
 * many threads.
 */
public final class Imports implements AutoCloseable {

    /** How many of an account are remembered. */
    private static final int KEPT = 16;

    private static final Logger LOG = LoggerFactory.getLogger(Imports.class);

    private final Legacies legacies;
    private final Map<AccountId, Deque<Import>> imports = new HashMap<>();
    private final Map<AccountId, Thread> underWay = new HashMap<>();
    private boolean closed;

    public Imports(Legacies legacies) {
        this.legacies = legacies;
    }

    /**
     * What is wanted.
     *
     * @param database the first Chimera's {@code chats.db}
     * @param elsewhere folders from which files were sent, besides its own two
     * @param zone where that computer stood
     */
    public record Order(Path database, List<Path> elsewhere, ZoneId zone) {
        public Order {
            elsewhere = List.copyOf(elsewhere);
        }
    }

    /**
     * Begins an import, which goes on by itself.
     *
     * @throws UnusableLegacy if there is nothing that can be brought into this account
     * @throws AlreadyUnderWay if one of this account goes on
     */
    public synchronized Import begin(Messenger me, Order order) throws UnusableLegacy {
        if (closed) throw new IllegalStateException("it is closing");
        if (underWay.containsKey(me.account())) throw new AlreadyUnderWay();
        var legacy = legacies.open(order.database(), order.elsewhere());
        try {
            var importing = me.legacyImport();
            importing.check(legacy);
            var begun = remember(me.account(), legacy.size());
            // A thread of the system's, for the driver holds whatever thread calls it.
            var thread = Thread.ofPlatform()
                    .daemon()
                    .name("import-" + me.account())
                    .unstarted(() -> run(begun, legacy, order.zone(), me));
            underWay.put(me.account(), thread);
            thread.start();
            return begun;
        } catch (UnusableLegacy | RuntimeException refused) {
            legacy.close();
            throw refused;
        }
    }

    private Import remember(AccountId account, long size) {
        var before = imports.computeIfAbsent(account, _ -> new ArrayDeque<>());
        long number = before.isEmpty() ? 1 : before.getLast().number() + 1;
        var begun = new Import(account, number, new State.UnderWay(), ImportReport.nothingYet(size));
        before.addLast(begun);
        if (before.size() > KEPT) before.removeFirst();
        return begun;
    }

    private void run(Import begun, Legacy legacy, ZoneId zone, Messenger me) {
        var account = begun.account();
        State ended;
        try (legacy) {
            var report = me.legacyImport().bring(legacy, zone, soFar -> put(account, new State.UnderWay(), soFar));
            put(account, new State.UnderWay(), report);
            ended = new State.Done();
        } catch (UnusableLegacy broken) {
            ended = new State.Failed(Objects.requireNonNullElse(broken.getMessage(), "It cannot be read on"));
        } catch (InterruptedException _) {
            ended = new State.Failed("Chimera was ended. Start it, and import again: it goes on from there");
        } catch (RuntimeException fault) {
            LOG.warn("An import ended account={}", account, fault);
            ended = new State.Failed(
                    "This account could not be written. The log says why; import again when that is mended:"
                            + " it goes on from there");
        }
        end(account, ended);
    }

    private synchronized void put(AccountId account, State state, ImportReport report) {
        var all = Objects.requireNonNull(imports.get(account));
        var latest = all.removeLast();
        all.addLast(new Import(account, latest.number(), state, report));
    }

    private synchronized void end(AccountId account, State state) {
        put(
                account,
                state,
                Objects.requireNonNull(imports.get(account)).getLast().report());
        underWay.remove(account);
    }

    /** An account's imports since this program started, the latest first. */
    public synchronized List<Import> of(AccountId account) {
        var all = imports.get(account);
        return all == null ? List.of() : List.copyOf(all).reversed();
    }

    /** One of them. */
    public Optional<Import> find(AccountId account, long number) {
        return of(account).stream().filter(one -> one.number() == number).findFirst();
    }

    /** Ends those that go on, after the portion they are at. */
    @Override
    public void close() {
        List<Thread> ending;
        synchronized (this) {
            closed = true;
            ending = List.copyOf(underWay.values());
        }
        ending.forEach(Thread::interrupt);
        for (var thread : ending) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** One import of the account goes on. */
    public static final class AlreadyUnderWay extends RuntimeException {
        AlreadyUnderWay() {
            super("an import into this account is under way");
        }
    }
}
