package io.chimera.p2p.transfer;

import io.chimera.core.contact.ContactId;
import io.chimera.core.message.MessageId;
import io.chimera.core.twin.Twins;
import io.chimera.core.twin.Whereabouts;
import io.chimera.core.twin.Whereabouts.InCloud;
import io.chimera.core.twin.Whereabouts.Straight;
import io.chimera.p2p.wire.Frame;
import io.chimera.p2p.wire.Limits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks the other side of a connection what became of its messages: once they are connected, a moment after something has
 * come, and now and then while an answer is owed. Answers the same. Safe for use by many threads.
 */
final class Asking {

    /** Together with what comes meanwhile, and soon enough that little is in doubt when a connection breaks. */
    private static final long A_MOMENT = Duration.ofMillis(900).toNanos();

    /** An author who has not answered does not know yet. */
    private static final long A_WHILE = Duration.ofSeconds(30).toNanos();

    private final ContactId peer;
    private final Twins twins;
    private final long began = System.nanoTime();
    private long due; // since it began, as all times here

    Asking(ContactId peer, Twins twins) {
        this.peer = peer;
        this.twins = twins;
    }

    /** Something of theirs was stored. */
    void somethingCame() {
        askWithin(A_MOMENT);
    }

    /** Whether there may be something to ask now; if so, it is to be asked, and is not due again for a while. */
    synchronized boolean isDue() {
        if (now() < due) return false;
        due = now() + A_WHILE;
        return true;
    }

    /** What to ask, if there is anything in doubt. */
    Optional<Frame.Query> question() {
        return Optional.of(twins.doubtful(peer))
                .filter(doubtful -> !doubtful.isEmpty())
                .map(Frame.Query::new);
    }

    /** The answer to a question of theirs. */
    List<Frame> answer(Frame.Query question) {
        var straight = new ArrayList<MessageId>();
        var answer = new ArrayList<Frame>();
        twins.tell(peer, question.messages()).forEach((id, whereabouts) -> {
            switch (whereabouts) {
                case Straight() -> straight.add(id);
                case InCloud(var date) -> answer.add(new Frame.InCloud(id, date));
            }
        });
        if (!straight.isEmpty()) answer.addFirst(new Frame.WentStraight(straight));
        return answer;
    }

    /** They answered. */
    void learn(Frame.WentStraight told) {
        var straight = new HashMap<MessageId, Whereabouts>();
        told.messages().forEach(id -> straight.put(id, new Straight()));
        twins.learn(peer, straight);
        if (told.messages().size() >= Limits.MOST_ASKED) askWithin(0);
    }

    /** They answered about one. */
    void learn(Frame.InCloud told) {
        twins.learn(peer, Map.of(told.message(), new InCloud(told.date())));
    }

    private synchronized void askWithin(long nanos) {
        due = Math.min(due, now() + nanos);
    }

    private long now() {
        return System.nanoTime() - began;
    }
}
