package io.chimera.telegram.carrier;

import io.chimera.core.arrival.Arrivals;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.message.CloudMessageId;
import io.chimera.telegram.tdlib.TdFailure;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds what was missed of a chat. TDLib tells everything once; what it told just before a crash, or could not tell
 * because too much had happened, is in its history only.
 *
 * <p>News of a chat is brought in order, and only once everything before it was brought. Therefore, when a message of the
 * other is here, everything before it is here, and nobody looks further back. Our own messages say nothing about that:
 * they are known by their sending.
 */
final class CatchUp {

    /** How far back what was missed is brought. */
    private static final int MOST_MISSED = 1_000;

    /** How much of a chat is brought that never was here. */
    private static final int MOST_OF_A_NEW_ONE = 100;

    /** Of how many it is remembered that they were sent here: far more than wait to be stored. */
    private static final int MOST_SENT = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(CatchUp.class);

    private final History history;
    private final Departures departures;
    private final Arrivals arrivals;
    private final Map<Long, Long> newest = new ConcurrentHashMap<>();
    private final Set<Long> level = ConcurrentHashMap.newKeySet();
    private final Set<Long> sent = Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Boolean> eldest) {
            return size() > MOST_SENT;
        }
    });
    private final Set<Long> behind = ConcurrentHashMap.newKeySet();

    CatchUp(History history, Departures departures, Arrivals arrivals) {
        this.history = history;
        this.departures = departures;
        this.arrivals = arrivals;
    }

    /** A message of this chat is dealt with. */
    void heard(long chat, long message) {
        newest.merge(chat, message, Math::max);
    }

    /** A message of this chat was sent here: it is in the store already, or will be in a moment. */
    void sent(long chat, long message) {
        heard(chat, message);
        synchronized (sent) {
            sent.add(message);
        }
    }

    /** Whether everything of a chat up to now was brought. */
    boolean isLevel(long chat) {
        return level.contains(chat);
    }

    /** A chat is gone. Should it come back, it is as if it had never been here. */
    void forget(long chat) {
        behind.remove(chat);
        level.remove(chat);
        newest.remove(chat);
    }

    /** Something of this chat was not brought. */
    void fellBehind(long chat) {
        behind.add(chat);
        level.remove(chat);
    }

    /** The chats of which something is missing. */
    List<Long> behind() {
        return List.copyOf(behind);
    }

    /** Whether a chat's newest message tells that something of it was missed. */
    boolean isMissing(TdMessage latest) {
        if (!latest.isThere()) return false;
        if (level.contains(latest.chat())) return latest.id() > newest.getOrDefault(latest.chat(), 0L);
        if (latest.outgoing() || !isHere(latest)) return true;
        isNowLevel(latest.chat(), latest.id());
        return false;
    }

    /**
     * What was missed of a chat, oldest first; empty if that cannot be found out now.
     *
     * @throws RuntimeException if the store cannot be read now
     */
    Optional<List<TdMessage>> missed(long chat) throws InterruptedException {
        behind.remove(chat);
        var dialog = new DialogId(chat);
        int most = arrivals.hasMetCloud(dialog) ? MOST_MISSED : MOST_OF_A_NEW_ONE;
        var missed = new ArrayList<TdMessage>();
        var sending = departures.oldest(chat).orElse(Instant.MAX);
        try {
            history.back(chat, most, page -> {
                var known = arrivals.known(
                        dialog, page.stream().map(CatchUp::cloudId).toList());
                for (var message : page) {
                    boolean here = known.contains(cloudId(message));
                    if (here && !message.outgoing()) return false;
                    if (!here && isOthers(message, sending) && missed.size() < most) missed.add(message);
                }
                return true;
            });
            return Optional.of(missed.reversed());
        } catch (TdFailure | IOException failed) {
            LOG.debug("What was missed of a chat could not be asked for", failed);
            return Optional.empty();
        }
    }

    /** Everything of a chat up to this message was brought. */
    void isNowLevel(long chat, long upTo) {
        heard(chat, upTo);
        level.add(chat);
        if (behind.contains(chat)) level.remove(chat); // it fell behind while it was brought
    }

    /**
     * Whether a message came from elsewhere. TDLib may show one that it is sending under Telegram's id before it tells
     * that it was sent; while something is on its way, what is not older is not taken for another device's.
     */
    private boolean isOthers(TdMessage message, Instant sending) {
        if (!message.isThere()) return false;
        if (!message.outgoing()) return true;
        synchronized (sent) {
            return message.date().isBefore(sending) && !sent.contains(message.id());
        }
    }

    private boolean isHere(TdMessage message) {
        return !arrivals.known(new DialogId(message.chat()), List.of(cloudId(message)))
                .isEmpty();
    }

    private static CloudMessageId cloudId(TdMessage message) {
        return new CloudMessageId(message.id());
    }
}
