package io.chimera.janus.proxy;

import io.chimera.core.janus.ProfileTag;
import io.chimera.janus.site.Host;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The connections to one site that is looked into which serve one client's connection, and nobody else: a site would see by a
 * shared one that two profiles are of one client. All on one event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what cannot be written ends its connection, and that is noticed
final class SiteConnections {

    /** To a site that takes one request at a time; browsers keep as many. */
    private static final int MOST_CONNECTIONS = 6;

    static final List<Speech> BOTH = List.of(Speech.HTTP_2, Speech.HTTP_1);

    private final Office office;
    private final EventLoop loop;
    private final ProfileTag profile;
    private final Host host;
    private final int port;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final Deque<Origin> idle = new ArrayDeque<>();
    private @Nullable SiteStreams streams;
    private int connections;
    private boolean connecting;
    private boolean closed;

    /** Who waits for a connection. */
    interface Waiting {

        /** @param wasUsed whether it may have been closed by the site in the meantime */
        void welcome(Origin origin, boolean wasUsed);

        void stopped(Refused why);

        /** Whether it does not wait any more. */
        boolean isOver();
    }

    SiteConnections(Office office, EventLoop loop, ProfileTag profile, Host host, int port) {
        this.office = office;
        this.loop = loop;
        this.profile = profile;
        this.host = host;
        this.port = port;
    }

    /** A connection that proved to lead to the site. */
    void add(Channel channel, Speech speech) {
        switch (speech) {
            case HTTP_1 -> {
                var origin = take(channel);
                origin.free();
                idle.add(origin);
            }
            case HTTP_2 -> {
                if (streams != null) streams.retire();
                streams = new SiteStreams(channel, office.limits(), this::isRetired);
            }
        }
    }

    private Origin take(Channel channel) {
        connections++;
        channel.closeFuture().addListener(_ -> {
            connections--;
            idle.removeIf(one -> one.channel().equals(channel));
            goOn();
        });
        return new Origin(channel, host, port, profile, office.limits());
    }

    private void isRetired(SiteStreams old) {
        if (old.equals(streams)) streams = null;
        goOn();
    }

    /** One that waits for work, if there is any. */
    @Nullable
    Origin takeIdle() {
        return idle.pollLast();
    }

    void giveBack(@Nullable Origin free) {
        if (free == null) return;
        if (closed || !free.isReusable()) {
            free.close();
            return;
        }
        idle.add(free);
        goOn();
    }

    /** Leaves what has waited for too long. */
    void look() {
        while (!idle.isEmpty()
                && idle.getFirst().freeNanos() > office.limits().originIdle().toNanos())
            idle.removeFirst().close();
    }

    /** A connection, or a stream of one, for a request. */
    void connect(Waiting one) {
        waiting.add(one);
        goOn();
    }

    private void goOn() {
        while (!waiting.isEmpty() && !closed) {
            if (waiting.getFirst().isOver()) waiting.remove();
            else if (streams != null) streams.open(waiting.remove(), host, port, profile);
            else if (!idle.isEmpty()) waiting.remove().welcome(idle.removeLast(), true);
            else {
                if (connecting || connections >= MOST_CONNECTIONS) return;
                connecting = true;
                office.secureRoads().connect(loop, host, port, profile, BOTH, new Arrival());
            }
        }
    }

    /** One for a WebSocket, which needs it alone and HTTP/1.1 (RFC 6455 §4.1). */
    void connectAlone(Waiting one) {
        office.secureRoads().connect(loop, host, port, profile, List.of(Speech.HTTP_1), new SecureRoads.Traveller() {
            @Override
            public void arrived(Channel channel, Speech speech) {
                if (closed || one.isOver()) channel.close();
                else one.welcome(new Origin(channel, host, port, profile, office.limits()), false);
            }

            @Override
            public void stopped(Refused why) {
                one.stopped(why);
            }

            @Override
            public void distrusted(Refused why) {
                one.stopped(why);
            }

            @Override
            public void wantsCertificate() {
                one.stopped(wanted());
            }
        });
    }

    private Refused wanted() {
        office.exempt().add(host);
        return new Refused(Refusal.SITE_WANTS_CERTIFICATE, host.toString());
    }

    private final class Arrival implements SecureRoads.Traveller {
        @Override
        public void arrived(Channel channel, Speech speech) {
            connecting = false;
            if (closed) {
                channel.close();
                return;
            }
            if (speech == Speech.HTTP_1 && !waiting.isEmpty()) {
                var origin = take(channel);
                var first = waiting.remove();
                if (first.isOver()) {
                    origin.free();
                    idle.add(origin);
                } else first.welcome(origin, false);
            } else add(channel, speech);
            goOn();
        }

        @Override
        public void stopped(Refused why) {
            connecting = false;
            var all = List.copyOf(waiting);
            waiting.clear();
            all.forEach(one -> one.stopped(why));
        }

        @Override
        public void distrusted(Refused why) {
            stopped(why);
        }

        @Override
        public void wantsCertificate() {
            stopped(wanted());
        }
    }

    /** The client is gone. */
    void close() {
        closed = true;
        waiting.clear();
        while (!idle.isEmpty()) idle.removeFirst().close();
        if (streams != null) streams.close();
    }
}
