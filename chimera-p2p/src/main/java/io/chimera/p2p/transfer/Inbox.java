package io.chimera.p2p.transfer;

import io.chimera.core.arrival.Arrival;
import io.chimera.core.arrival.Arrivals;
import io.chimera.core.arrival.Receipt;
import io.chimera.core.contact.ContactId;
import io.chimera.core.dialog.UnacceptableText;
import io.chimera.p2p.wire.Frame;
import io.chimera.p2p.wire.Limits;
import io.chimera.p2p.wire.MalformedFrame;
import io.chimera.p2p.wire.Refusal;
import java.util.ArrayList;
import java.util.List;

/**
 * What came over one connection and is not stored yet. Whatever lies here together is stored in one change and
 * acknowledged by one frame, which is written only after that change is durable. Used by the connection's reading thread.
 */
final class Inbox {

    private final ContactId peer;
    private final Arrivals arrivals;
    private final List<Frame.Numbered> waiting = new ArrayList<>();
    private long last;

    Inbox(ContactId peer, Arrivals arrivals) {
        this.peer = peer;
        this.arrivals = arrivals;
    }

    /** Takes the next one. */
    void add(Frame.Numbered frame) throws MalformedFrame {
        if (frame.seq() != last + 1) throw new MalformedFrame("number " + frame.seq() + " after " + last);
        last = frame.seq();
        waiting.add(frame);
    }

    boolean isFull() {
        return waiting.size() >= Limits.LARGEST_BATCH;
    }

    /**
     * Stores what lies here.
     *
     * @return what to answer: a refusal for each that is not taken, then one acknowledgement; nothing if nothing lay here
     * @throws RuntimeException if it cannot be stored now; nothing was, and nothing may be answered
     */
    List<Frame> store() {
        if (waiting.isEmpty()) return List.of();
        var answers = new ArrayList<Frame>();
        var acceptable = new ArrayList<Frame.Numbered>();
        var brought = new ArrayList<Arrival>();
        for (var frame : waiting) {
            try {
                brought.add(Translation.arrival(frame, peer));
                acceptable.add(frame);
            } catch (UnacceptableText _) {
                answers.add(new Frame.Nack(frame.seq(), Refusal.UNACCEPTABLE));
            }
        }
        var receipts = brought.isEmpty() ? List.<Receipt>of() : arrivals.arrived(brought);
        for (int i = 0; i < receipts.size(); i++) {
            if (receipts.get(i) instanceof Receipt.Rejected(var why))
                answers.add(new Frame.Nack(acceptable.get(i).seq(), Outcomes.of(why)));
        }
        answers.add(new Frame.Ack(last));
        waiting.clear();
        return answers;
    }
}
