package io.chimera.p2p.transfer;

import io.chimera.core.contact.ContactId;
import io.chimera.core.neighbour.Refusal;
import io.chimera.core.outbox.Parcel;
import io.chimera.core.route.Outcome;
import io.chimera.p2p.secure.SecureLine;
import io.chimera.p2p.wire.Farewell;
import io.chimera.p2p.wire.Frame;
import io.chimera.p2p.wire.FrameReader;
import io.chimera.p2p.wire.MalformedFrame;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One open connection to a neighbour, used in both directions until it breaks. One thread reads, one writes; neither
 * waits for the other. Safe for use by many threads.
 */
final class Connection {

    /** How long the last word may wait for what is being stored. */
    private static final Duration FOR_AN_ANSWER = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    private final Introduction introduction;
    private final SecureLine line;
    private final FrameReader in;
    private final Outlet outlet;
    private final Unanswered unanswered = new Unanswered();
    private final Words words;
    private final Inbox inbox;
    private final Asking asking;
    private final Typing typing;
    private final Keeper keeper;
    private final Timing timing;
    private final AtomicReference<@Nullable Ending> ending = new AtomicReference<>();
    private final CountDownLatch gone = new CountDownLatch(1);

    /** Held while what came is stored and answered, so that the last word is not said in between. */
    private final ReentrantLock answering = new ReentrantLock();

    private final long openedAt = System.nanoTime();
    private volatile long heardAt = openedAt;
    private volatile long pingedAt;

    Connection(
            Introduction introduction,
            Inbox inbox,
            Asking asking,
            Typing typing,
            Keeper keeper,
            Timing timing,
            Clock clock) {
        this.introduction = introduction;
        this.line = introduction.line();
        this.in = introduction.in();
        this.outlet = new Outlet(line, timing.write());
        this.words = new Words(outlet, unanswered, timing.acknowledgement(), clock);
        this.inbox = inbox;
        this.asking = asking;
        this.typing = typing;
        this.keeper = keeper;
        this.timing = timing;
    }

    /** Who is at the other end. */
    ContactId peer() {
        return line.peer();
    }

    /** Why it was ended, if the other side is not talked to any more. */
    Optional<Refusal> refusal() {
        return line.refusal();
    }

    /** How it came to be. */
    Introduction introduction() {
        return introduction;
    }

    /** Where the other side takes connections in. */
    InetSocketAddress address() {
        return introduction.address();
    }

    /** Reads until the connection ends, on the calling thread. */
    void run() {
        var writer = Thread.ofVirtual().name("lan-writer").start(outlet::run);
        try {
            read();
            end(Ending.BROKEN);
        } catch (MalformedFrame broken) {
            LOG.warn("A neighbour broke the protocol, hanging up: {}", broken.getMessage());
            close(Farewell.PROTOCOL);
        } catch (IOException broken) {
            LOG.debug("A connection ended: {}", broken.getMessage());
            end(Ending.BROKEN);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            end(Ending.OURS);
        } catch (RuntimeException fault) {
            LOG.warn("What a neighbour brought could not be taken in; it will bring it again", fault);
            close(Farewell.BUSY);
        } finally {
            finish(writer);
        }
    }

    /** Carries parcels without files; see {@link Words#carry}. */
    List<Outcome> carry(List<Parcel> parcels) throws InterruptedException {
        var outcomes = words.carry(parcels);
        if (outcomes.getLast() instanceof Outcome.Unconfirmed) abort();
        return outcomes;
    }

    /** Sends one frame. */
    void send(Frame frame) throws IOException, InterruptedException {
        outlet.put(List.of(frame));
    }

    /** Sends one frame if there is room for it now; nobody minds if it is lost. Returns at once. */
    void mention(Frame frame) {
        outlet.offer(frame);
    }

    /**
     * Says why and ends it, once what is being stored is answered; receipts for what left here are still taken. Returns
     * after a moment at most; {@link #awaitGone} waits until it is so.
     */
    void close(Farewell why) {
        end(why == Farewell.DUPLICATE ? Ending.SUPERSEDED : Ending.OURS);
        boolean answered = false;
        try {
            answered = answering.tryLock(FOR_AN_ANSWER.toMillis(), TimeUnit.MILLISECONDS);
            outlet.finish(List.of(new Frame.Close(why)));
        } catch (IOException _) {
            // it is closed, which is all that was wanted
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            abort();
        } finally {
            if (answered) answering.unlock();
        }
    }

    /** Ends it without a word. */
    void abort() {
        end(Ending.BROKEN);
        try {
            line.close();
        } catch (IOException _) {
            // see above
        }
    }

    /** Waits until nothing of it runs any more. */
    boolean awaitGone(Duration patience) throws InterruptedException {
        return gone.await(patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** How it ended, once it has. */
    Optional<Ending> ending() {
        return Optional.ofNullable(ending.get());
    }

    /** How long it has been open, in nanoseconds. */
    long age() {
        return System.nanoTime() - openedAt;
    }

    /** Asks the other side whether it is there; if it does not answer in time, the connection ends. */
    void probe() {
        if (pingedAt != 0) return;
        pingedAt = System.nanoTime() | 1; // never the 0 that means none
        Thread.ofVirtual().name("lan-probe").start(this::ping);
    }

    /** Looks after it; to be called about once a second. */
    void tick(Instant now) {
        long nanos = System.nanoTime();
        long asked = pingedAt;
        if (outlet.isStuck(nanos)
                || (asked != 0 && nanos - asked > timing.silence().toNanos())) abort();
        else if (now.isAfter(line.goodUntil())) close(Farewell.EXPIRED);
        else if (nanos - heardAt > timing.idle().toNanos()) probe();
        else if (asking.isDue()) Thread.ofVirtual().name("lan-asking").start(this::ask);
    }

    private void ask() {
        try {
            var question = asking.question();
            if (question.isPresent()) send(question.get());
        } catch (IOException _) {
            // it has ended; the next connection asks again
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException fault) {
            LOG.warn("What is in doubt could not be read; it is asked later", fault);
        }
    }

    /** A file of theirs was stored, which does not come this way. */
    void somethingCame() {
        asking.somethingCame();
    }

    private void ping() {
        try {
            send(new Frame.Ping(System.nanoTime() >>> 1));
        } catch (IOException _) {
            abort();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() throws IOException, InterruptedException {
        while (true) {
            var next = in.read();
            if (next.isEmpty()) return;
            heardAt = System.nanoTime();
            pingedAt = 0;
            if (ending.get() == null) take(next.get());
            else takeReceipt(next.get());
            if (inbox.isFull() || !in.hasNext()) answer();
        }
    }

    /** Stores what has come and lies here in full; nobody waits for what may come. */
    private void answer() throws IOException, InterruptedException {
        answering.lockInterruptibly();
        try {
            if (ending.get() != null) return;
            var answers = inbox.store();
            if (answers.isEmpty()) return;
            outlet.put(answers);
            asking.somethingCame();
        } finally {
            answering.unlock();
        }
    }

    private void take(Frame frame) throws IOException, InterruptedException {
        switch (frame) {
            case Frame.Numbered numbered -> inbox.add(numbered);
            case Frame.Ack(long upTo) -> unanswered.acknowledge(upTo);
            case Frame.Nack(long seq, var why) -> unanswered.refuse(seq, why);
            case Frame.Typing said -> typing.heard(said);
            case Frame.Query question -> reply(question);
            case Frame.WentStraight told -> asking.learn(told);
            case Frame.InCloud told -> asking.learn(told);
            case Frame.Offer offer -> keeper.offered(this, offer);
            case Frame.Transferring about -> keeper.told(this, about);
            case Frame.Ping(long token) -> send(new Frame.Pong(token));
            case Frame.Pong _ -> {} // having heard it is what counts
            case Frame.Close(var why) -> hearFarewell(why);
            case Frame.Hello _ -> throw new MalformedFrame("hello again");
            case Frame.Bulk _ -> throw new MalformedFrame("bulk on a control connection");
            case Frame.Unknown _ -> {} // of a later version, and it may be skipped
        }
    }

    private void reply(Frame.Query question) throws IOException, InterruptedException {
        var answer = asking.answer(question);
        if (!answer.isEmpty()) outlet.put(answer);
    }

    /** After the last word only receipts count, until the other side hangs up. */
    private void takeReceipt(Frame frame) throws MalformedFrame {
        switch (frame) {
            case Frame.Ack(long upTo) -> unanswered.acknowledge(upTo);
            case Frame.Nack(long seq, var why) -> unanswered.refuse(seq, why);
            default -> {} // it is not stored, so whoever sent it will bring it again
        }
    }

    /** The other side says nothing more but listens: it learns what is stored of all that it has sent. */
    private void hearFarewell(Farewell why) throws IOException, InterruptedException {
        answer();
        if (why == Farewell.PROTOCOL) LOG.warn("A neighbour says that we broke the protocol");
        end(
                switch (why) {
                    case LEAVING -> Ending.LEFT;
                    case DUPLICATE -> Ending.SUPERSEDED;
                    case PROTOCOL, BUSY, EXPIRED, OTHER -> Ending.BROKEN;
                });
        outlet.finish(List.of());
    }

    private void end(Ending how) {
        ending.compareAndSet(null, how);
    }

    private void finish(Thread writer) {
        try {
            outlet.readerIsGone();
            if (outlet.isFinishing()) writer.join(Duration.ofSeconds(1));
            outlet.stop();
            line.close();
        } catch (IOException _) {
            // see above
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            unanswered.end();
            keeper.ended(this);
            gone.countDown();
        }
    }

    /** How a connection ended. */
    enum Ending {
        /** From here. */
        OURS,
        /** The other side takes part no longer. */
        LEFT,
        /** There is another between the two. */
        SUPERSEDED,
        /** It broke, or the other side ended it for another reason. */
        BROKEN
    }

    /** Whom a connection tells of what is not its own matter. */
    interface Keeper {
        /** A file is offered. Must return at once. */
        void offered(Connection connection, Frame.Offer offer) throws IOException;

        /** Something was said about a transfer. */
        void told(Connection connection, Frame.Transferring frame);

        /** It is no more. */
        void ended(Connection connection);
    }
}
