package io.chimera.janus.proxy;

import io.chimera.janus.command.BodyReader;
import io.chimera.janus.command.Filling;
import io.chimera.janus.command.Splices;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A request's body. What commands could be in is held until it was looked through; anything else, and what is longer than is
 * held, goes on piece by piece, as fast as the site takes it. What goes on is still looked at where it can be read: before a
 * command would leave with it, the request is broken off.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what cannot be written ends its connection, and that is noticed
final class Cargo {

    private static final Logger log = LoggerFactory.getLogger(Cargo.class);
    private static final int PIECE = 64 * 1_024;

    private final Exchange exchange;
    private final Dressing dressing;
    private final Runnable depart;
    private final boolean hasBody;
    private final Optional<BodyReader> reader;
    private final int limit;
    private final Hold hold;

    private boolean holding;
    private boolean busy;
    private boolean closed;
    private boolean delivered;
    private Filling filling = new Filling(List.of(), List.of());
    private @Nullable Origin origin;
    private @Nullable InputStream held;
    private boolean heldIsAll;

    Cargo(Exchange exchange, Dressing dressing, Runnable depart) {
        this.exchange = exchange;
        this.dressing = dressing;
        this.depart = depart;
        var request = exchange.request();
        var limits = exchange.office().limits();
        this.hasBody = HttpUtil.isTransferEncodingChunked(request) || HttpUtil.getContentLength(request, 0L) > 0;
        var type = request.headers().get(HttpHeaderNames.CONTENT_TYPE, "");
        this.reader = hasBody && !request.headers().contains(HttpHeaderNames.CONTENT_ENCODING)
                ? dressing.readerFor(type)
                : Optional.empty();
        boolean inParts = type.strip().regionMatches(true, 0, "multipart/", 0, 10);
        this.limit = inParts ? limits.parts() : limits.fields();
        this.hold = new Hold(
                inParts ? limits.partsInMemory() : limits.fields() + PIECE,
                exchange.front().budget());
        this.holding = reader.isPresent();
    }

    boolean hasBody() {
        return hasBody;
    }

    /** Whether it is held until it was looked through. */
    boolean looksThrough() {
        return holding;
    }

    /** Tells a client that waits for it to send its body: the site will not be asked before. */
    void invite() {
        if (!HttpUtil.is100ContinueExpected(exchange.request())) return;
        exchange.request().headers().remove(HttpHeaderNames.EXPECT);
        exchange.letBodyCome();
    }

    /** Writes into the head how long the body is. */
    void label(HttpHeaders headers) {
        if (!hasBody) return;
        if (heldIsAll) headers.set(HttpHeaderNames.CONTENT_LENGTH, Splices.length(hold.size(), filling));
        else if (!headers.contains(HttpHeaderNames.CONTENT_LENGTH))
            headers.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
    }

    boolean wantsMore() {
        if (busy || closed || heldIsAll || delivered) return false;
        return holding || (origin != null && held == null && origin.isWritable());
    }

    void take(HttpContent part) throws Refused {
        if (closed) part.release();
        else if (holding) hold(part);
        else pass(part);
    }

    private void hold(HttpContent part) throws Refused {
        var bytes = emptied(part);
        var reading = reader.orElseThrow();
        reading.read(bytes, 0, bytes.length);
        boolean over = hold.size() + bytes.length > limit;
        if (over && exchange.hasAllBody()) dressing.fill(reading);
        if (over && reading.hasFound()) throw dressing.tooLong(reading);
        if (hold.blocks(bytes.length)) aside(() -> hold.add(bytes), () -> wasHeld(over));
        else {
            add(bytes);
            wasHeld(over);
        }
    }

    private static byte[] emptied(HttpContent part) {
        try {
            return Hold.bytes(part.content());
        } finally {
            part.release();
        }
    }

    private void add(byte[] bytes) throws Refused {
        try {
            hold.add(bytes);
        } catch (IOException full) {
            throw new Refused(Refusal.NO_ROOM);
        }
    }

    private void wasHeld(boolean over) throws Refused {
        heldIsAll = exchange.hasAllBody();
        if (heldIsAll && !over) filling = dressing.fill(reader.orElseThrow());
        if (!heldIsAll && !over) return;
        holding = false;
        try {
            held = Splices.over(hold.whole(), filling);
        } catch (IOException lost) {
            throw new Refused(Refusal.NO_ROOM);
        }
        depart.run();
    }

    /** The head is on its way; so is now what was held, and then the rest. */
    void load(Origin to) {
        origin = to;
        if (held == null) {
            to.channel().flush();
            exchange.pump();
        } else goOn();
    }

    /** Sends more of what was held, if the site takes it. */
    void goOn() {
        var from = held;
        if (from == null || busy || closed || origin == null || !origin.isWritable()) return;
        if (hold.blocks(0)) {
            var piece = new byte[PIECE];
            var got = new int[1];
            aside(() -> got[0] = from.readNBytes(piece, 0, PIECE), () -> send(piece, got[0]));
        } else {
            try {
                var all = from.readAllBytes();
                send(all, all.length);
                if (held != null) send(all, 0);
            } catch (IOException lost) {
                exchange.abort();
            }
        }
    }

    private void send(byte[] piece, int length) {
        var to = origin;
        if (to == null) return;
        if (length > 0) {
            to.write(new DefaultHttpContent(Unpooled.wrappedBuffer(piece, 0, length)));
            goOn();
            return;
        }
        held = null;
        hold.close();
        if (heldIsAll) finish(to, LastHttpContent.EMPTY_LAST_CONTENT);
        else exchange.pump();
    }

    private void finish(Origin to, HttpContent last) {
        to.write(last);
        delivered = true;
    }

    private void pass(HttpContent part) throws Refused {
        var to = origin;
        if (to == null) {
            part.release();
            return;
        }
        boolean harmless = false;
        try {
            watch(part);
            harmless = true;
        } finally {
            if (!harmless) part.release();
        }
        if (part instanceof LastHttpContent last) {
            // Trailers are dropped: nobody looks at them, and some take them for headers.
            ByteBuf rest = last.content();
            finish(to, rest.isReadable() ? new DefaultLastHttpContent(rest) : released(last));
        } else to.write(part);
    }

    private static HttpContent released(LastHttpContent last) {
        last.release();
        return LastHttpContent.EMPTY_LAST_CONTENT;
    }

    private void watch(HttpContent part) throws Refused {
        if (reader.isEmpty()) return;
        var reading = reader.get();
        var bytes = Hold.bytes(part.content());
        reading.read(bytes, 0, bytes.length);
        if (part instanceof LastHttpContent) dressing.fill(reading);
        if (reading.hasFound()) throw dressing.tooLong(reading);
    }

    private interface Slow {
        void run() throws IOException;
    }

    /** Lets somebody else wait for the disk, and goes on here. */
    private void aside(Slow slow, Exchange.Step then) {
        busy = true;
        try {
            exchange.office().executor().execute(() -> {
                boolean done = attempt(slow);
                backOnLoop(() -> waited(done, then));
            });
        } catch (RuntimeException nobody) {
            busy = false;
            throw nobody;
        }
    }

    private void backOnLoop(Runnable then) {
        try {
            exchange.ctx().executor().execute(then);
        } catch (RejectedExecutionException ended) {
            hold.close(); // nobody else will: the loops are gone
        }
    }

    private void waited(boolean done, Exchange.Step then) {
        busy = false;
        if (closed) {
            hold.close();
            return;
        }
        exchange.attempt(() -> {
            if (!done) throw new Refused(Refusal.NO_ROOM);
            then.run();
        });
        exchange.pump();
    }

    private static boolean attempt(Slow slow) {
        try {
            slow.run();
            return true;
        } catch (IOException full) {
            return false;
        } catch (RuntimeException fault) {
            log.warn("A body could not be held: {}", fault.getClass().getName());
            return false;
        }
    }

    /** Whether the site has all of it. */
    boolean isDelivered() {
        return delivered;
    }

    void close() {
        closed = true;
        if (!busy) hold.close();
    }
}
