package io.chimera.core.history;

import io.chimera.core.arrival.Past;
import io.chimera.core.arrival.Recollection;
import io.chimera.core.delivery.CloudCarrier;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.message.CloudMessageId;
import io.chimera.core.store.AccountStore;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what was said in a dialog before the oldest message that the store has from the cloud, one stretch for each call,
 * and one call after the other. Safe for use by many threads.
 */
public final class OlderMessages {

    /** As many as a cloud gives at once, and as a page shows at most. */
    static final int STRETCH = 100;

    private static final Logger LOG = LoggerFactory.getLogger(OlderMessages.class);

    private final AccountStore store;
    private final CloudCarrier cloud;
    private final Recollection recollection;
    private final ReentrantLock asking = new ReentrantLock();

    public OlderMessages(AccountStore store, CloudCarrier cloud, Recollection recollection) {
        this.store = store;
        this.cloud = cloud;
        this.recollection = recollection;
    }

    /** Whether there is nothing more to ask for. */
    public boolean isWhole(DialogId dialog) {
        return store.read(view -> view.dialogs().isWhole(dialog));
    }

    /**
     * Brings the next stretch; it is stored when this returns. A dialog that is not here has none.
     *
     * @throws InterruptedException if told to stop; nothing is stored then that was not asked for
     */
    public Older bring(DialogId dialog) throws InterruptedException {
        asking.lockInterruptibly();
        try {
            if (isWhole(dialog)) return new Older.Beginning(0);
            var oldest = store.read(view -> view.dialogs().historyFrom(dialog));
            return bring(dialog, oldest);
        } catch (IOException offline) {
            LOG.debug("Older messages cannot be asked for now", offline);
            return new Older.Unavailable(String.valueOf(offline.getMessage()));
        } finally {
            asking.unlock();
        }
    }

    private Older bring(DialogId dialog, Optional<CloudMessageId> oldest) throws IOException, InterruptedException {
        var told = cloud.before(dialog, oldest, STRETCH);
        boolean beginning = told.size() < STRETCH;
        var stretch = beginning ? told : wholeMoments(told);
        var from = stretch.isEmpty() ? oldest : Optional.of(stretch.getLast().id());
        int stored = recollection.take(dialog, oldest.isPresent() ? stretch : seen(stretch), from, beginning);
        return beginning ? new Older.Beginning(stored) : new Older.Brought(stored);
    }

    /**
     * A stretch without those of its oldest moment, unless they are all of one: early messages of one moment stand in the
     * order they came, so they must come together.
     */
    private static List<Past> wholeMoments(List<Past> stretch) {
        var oldest = stretch.getLast().at();
        var later = stretch.stream().filter(past -> !past.at().equals(oldest)).toList();
        return later.isEmpty() ? stretch : later;
    }

    /** What nobody has read yet is news, and comes as news. */
    private static List<Past> seen(List<Past> stretch) {
        return stretch.stream().filter(past -> past.mine() || past.seen()).toList();
    }
}
