package io.chimera.p2p.transfer;

import io.chimera.p2p.wire.MalformedFrame;
import io.chimera.p2p.wire.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The numbered frames that left over one connection, and the other side's answers to them. */
final class Unanswered {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition answered = lock.newCondition();
    private final Map<Long, Refusal> refusals = new HashMap<>();
    private long given;
    private long acknowledged;
    private boolean ended;

    /** Gives out the next numbers; returns the first of them. */
    long number(int count) {
        lock.lock();
        try {
            long first = given + 1;
            given += count;
            return first;
        } finally {
            lock.unlock();
        }
    }

    /** Everything up to this number is answered. */
    void acknowledge(long upTo) throws MalformedFrame {
        lock.lock();
        try {
            if (upTo <= acknowledged || upTo > given)
                throw new MalformedFrame("acknowledges " + upTo + " after " + acknowledged + " of " + given);
            acknowledged = upTo;
            answered.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The frame with this number is not taken; an acknowledgement that covers it follows. */
    void refuse(long seq, Refusal why) throws MalformedFrame {
        lock.lock();
        try {
            if (seq <= acknowledged || seq > given)
                throw new MalformedFrame("refuses " + seq + " after " + acknowledged + " of " + given);
            refusals.put(seq, why);
        } finally {
            lock.unlock();
        }
    }

    /** Nothing more will be answered. */
    void end() {
        lock.lock();
        try {
            ended = true;
            answered.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until all of these are answered, or no answer can come any more; one answer for each. */
    List<Answer> await(long first, int count, Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = patience.toNanos();
            while (acknowledged < first + count - 1 && !ended && left > 0) left = answered.awaitNanos(left);
            return take(first, count);
        } finally {
            lock.unlock();
        }
    }

    private List<Answer> take(long first, int count) {
        var answers = new ArrayList<Answer>(count);
        for (long seq = first; seq < first + count; seq++) {
            var refusal = refusals.remove(seq);
            if (seq > acknowledged) answers.add(new Answer.None());
            else answers.add(refusal == null ? new Answer.Stored() : new Answer.NotTaken(refusal));
        }
        return answers;
    }

    /** What was said to a frame. */
    sealed interface Answer {

        /** It is on the other side's disk. */
        record Stored() implements Answer {}

        /** It is not, and will not be. */
        record NotTaken(Refusal why) implements Answer {}

        /** Nothing was said in time. */
        record None() implements Answer {}
    }
}
