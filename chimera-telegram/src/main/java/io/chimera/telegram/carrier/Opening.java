package io.chimera.telegram.carrier;

import io.chimera.core.account.AccountId;
import io.chimera.telegram.nativelib.NoTdLibrary;
import io.chimera.telegram.session.TdSession;
import io.chimera.telegram.tdlib.TdFailure;
import io.chimera.telegram.tdlib.TdListener;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens one account's database and keeps it open until it is closed; knows why it is not, if it is not. */
final class Opening {

    private static final Duration LAST_MOMENTS = Duration.ofSeconds(5);
    private static final String SIGNED_OUT = "this account is signed out of Telegram";
    private static final int NO_MORE = 404;
    private static final int WRONG_KEY = 401;
    private static final int CHATS_AT_ONCE = 100;
    private static final Logger LOG = LoggerFactory.getLogger(Opening.class);

    private final AccountId account;
    private final Line line;
    private final Reach reach;
    private final Chats chats;
    private final Lane lane;
    private final Source source;
    private final Pace pace;
    private final Thread opener;
    private final Thread bringer;
    private final Thread watcher;

    private volatile @Nullable String trouble;
    private boolean foreign;
    private boolean closed;
    private boolean loading;

    /** Opens the account's database. */
    @FunctionalInterface
    interface Source {
        TdSession open(TdListener listener) throws IOException, NoTdLibrary, SignedOut;
    }

    /** Nobody has signed in here. */
    static final class SignedOut extends Exception {}

    Opening(
            AccountId account,
            Line line,
            Reach reach,
            Chats chats,
            Lane lane,
            Writers writers,
            Source source,
            Pace pace) {
        this.account = account;
        this.line = line;
        this.reach = reach;
        this.chats = chats;
        this.lane = lane;
        this.source = source;
        this.pace = pace;
        this.opener = Thread.ofVirtual().name("telegram-opening-" + account).unstarted(this::loadChats);
        this.bringer = Thread.ofVirtual().name("telegram-" + account).unstarted(lane);
        this.watcher = Thread.ofVirtual().name("telegram-writers-" + account).unstarted(writers);
    }

    Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    /** Returns at once. */
    void start(TdListener listener) {
        bringer.start();
        watcher.start();
        Thread.ofVirtual().name("telegram-open-" + account).start(() -> open(listener));
    }

    private void open(TdListener listener) {
        try {
            var session = source.open(listener);
            synchronized (this) {
                line.connect(session.client());
                if (closed) line.close(Duration.ZERO);
            }
            session.opened().get(pace.answer().toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            cannotOpen(e.getCause());
        } catch (TimeoutException e) {
            say("Telegram's database does not open in time");
        } catch (SignedOut e) {
            say(SIGNED_OUT);
        } catch (NoTdLibrary e) {
            say(String.valueOf(e.getMessage()));
        } catch (IOException | RuntimeException e) {
            LOG.debug("Telegram does not open", e);
            say("Telegram's database cannot be opened");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void cannotOpen(@Nullable Throwable why) {
        if (!(why instanceof TdFailure failure)) say("Telegram's database cannot be opened");
        else if (failure.code() == WRONG_KEY) say("the key that is kept does not open Telegram's database");
        else if (String.valueOf(failure.getMessage()).contains("lock"))
            say("another program has Telegram's database open");
        else say("Telegram's database cannot be opened (" + failure.code() + ")");
    }

    /** TDLib tells how its authorization is; {@code "foreign"} if it is another account's. */
    synchronized void authorization(String state) {
        switch (state) {
            case "foreign" -> {
                foreign = true;
                reach.signedIn(false);
                say("Telegram's database belongs to another account");
            }
            case "authorizationStateReady" -> ready();
            case "authorizationStateWaitTdlibParameters" -> {}
            default -> {
                reach.signedIn(false);
                if (!closed) say(SIGNED_OUT);
            }
        }
    }

    private void ready() {
        if (foreign || closed) return;
        trouble = null;
        reach.signedIn(true);
        lane.tell(new News.Reached());
        if (loading) return;
        loading = true;
        opener.start();
    }

    /** Has TDLib tell of every chat; it tells of those it has stored at once. */
    private void loadChats() {
        try {
            for (var list : new String[] {"chatListMain", "chatListArchive"}) loadChats(list);
            chats.toldOfAll().forEach(chat -> lane.tell(new News.Unlisted(chat)));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void loadChats(String list) throws InterruptedException {
        for (var pause = pace.pause(); ; ) {
            try {
                var request = Line.request("loadChats").put("limit", CHATS_AT_ONCE);
                request.putObject("chat_list").put("@type", list);
                line.ask(request);
                pause = pace.pause();
            } catch (TdFailure failure) {
                if (failure.code() == NO_MORE) return;
                Thread.sleep(pause);
                pause = pace.after(pause);
            } catch (IOException offline) {
                reach.awaitOnline();
            }
        }
    }

    private void say(String why) {
        synchronized (this) {
            if (closed || why.equals(trouble)) return;
            trouble = why;
        }
        LOG.warn("Telegram cannot be used account={} why={}", account, why);
    }

    /** Everything stops; TDLib writes down what it knows. */
    void close() {
        synchronized (this) {
            closed = true;
        }
        opener.interrupt();
        bringer.interrupt();
        watcher.interrupt();
        try {
            bringer.join(LAST_MOMENTS);
            watcher.join(LAST_MOMENTS);
            if (!line.close(LAST_MOMENTS)) LOG.warn("An account's TDLib did not close in time account={}", account);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
