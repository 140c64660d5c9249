package io.chimera.telegram.fake.mtproto;

import io.chimera.telegram.fake.tl.Tl;
import io.chimera.telegram.fake.tl.TlCodec;
import io.chimera.telegram.fake.tl.UnknownTl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server of MTProto behind a SOCKS proxy, on loopback. Whoever connects, wherever to, is here. What the functions do
 * is not its affair.
 */
public final class MtprotoServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MtprotoServer.class);
    private static final int NANOS_PER_SECOND = 1_000_000_000;

    private final Handshakes handshakes;
    private final TlCodec codec;
    private final Clock clock;
    private final ServerSocket listening;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<Long, AuthKey> keys = new ConcurrentHashMap<>();
    private final Map<SessionName, Session> sessions = new ConcurrentHashMap<>();
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final List<String> mistakes = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> notInSchema = new ConcurrentHashMap<>();
    private final AtomicLong lastMessageId = new AtomicLong();
    private final AtomicLong accepted = new AtomicLong();
    private volatile Duration latency = Duration.ZERO;
    private volatile boolean down;

    private record SessionName(long key, long session) {}

    /** Takes a port the system chooses. */
    public MtprotoServer(ServerKey serverKey, TlCodec codec, Clock clock) throws IOException {
        this.handshakes = new Handshakes(serverKey, codec, clock, this::agreed);
        this.codec = codec;
        this.clock = clock;
        listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    /** From now on whoever comes is served. */
    public void start(Rpc rpc) {
        threads.execute(() -> listen(rpc));
    }

    /** The port of the SOCKS proxy, on 127.0.0.1. */
    public int port() {
        return listening.getLocalPort();
    }

    public List<Session> sessions() {
        return List.copyOf(sessions.values());
    }

    /** How many connections there have been. */
    public long accepted() {
        return accepted.get();
    }

    /** What clients did wrong, or the fake itself. A test that passes leaves nothing here. */
    public List<String> mistakes() {
        return List.copyOf(mistakes);
    }

    /** What clients have sent that is not in the schema, by its number, and how often. */
    public Map<String, Integer> notInSchema() {
        return Map.copyOf(notInSchema);
    }

    /** How long everything takes from here to a client. */
    public void latency(Duration each) {
        latency = each;
    }

    /** Whether everybody is turned away. Those who are connected are cut off. */
    public void down(boolean now) {
        down = now;
        if (now) cut();
    }

    /** Ends every connection; clients may come back at once. */
    public void cut() {
        connections.forEach(Connection::close);
    }

    /** Knows no session any more, as a server that was started anew. The keys are still good. */
    public void forgetSessions() {
        sessions.clear();
    }

    @Override
    public void close() throws IOException {
        down = true;
        listening.close();
        cut();
        threads.close();
    }

    private void listen(Rpc rpc) {
        try {
            while (true) {
                var socket = listening.accept();
                accepted.incrementAndGet();
                threads.execute(() -> serve(socket, rpc));
            }
        } catch (IOException closed) {
            LOG.debug("The fake Telegram listens no more: {}", closed.toString());
        }
    }

    private void serve(Socket socket, Rpc rpc) {
        try (var connection = new Connection(this, rpc, socket, handshakes, codec, clock)) {
            connections.add(connection);
            if (!down) connection.run();
            connections.remove(connection);
        }
    }

    Duration latency() {
        return latency;
    }

    void mistaken(String what) {
        mistakes.add(what);
    }

    private void agreed(AuthKey key) {
        keys.put(key.id(), key);
    }

    Optional<AuthKey> key(long id) {
        return Optional.ofNullable(keys.get(id));
    }

    /** No packet with this key is understood from now on. */
    void destroyed(long key) {
        keys.remove(key);
        sessions.keySet().removeIf(name -> name.key() == key);
    }

    void forget(long key, long session) {
        sessions.remove(new SessionName(key, session));
    }

    /** The session of this id, begun if there is none. */
    Session session(AuthKey key, long id, long firstMessage) {
        return sessions.computeIfAbsent(new SessionName(key.id(), id), _ -> {
            var session = new Session(key, id, codec, this::nextMessageId);
            session.begun(firstMessage, lastMessageId.get());
            return session;
        });
    }

    /** Ids are times: seconds in the upper half, and what the message is in the last two bits. */
    long nextMessageId(int kind) {
        var now = clock.instant();
        long time = now.getEpochSecond() << 32 | ((long) now.getNano() << 32) / NANOS_PER_SECOND;
        return lastMessageId.updateAndGet(last -> Math.max(time & ~3, (last & ~3) + 4)) | kind;
    }

    void call(Rpc rpc, Session session, long question, Tl query) {
        var answered = new AtomicBoolean();
        try {
            rpc.call(session, query, answer -> {
                answered.set(true);
                session.answer(question, codec.answer(query.name(), answer));
            });
            if (!answered.get()) session.service(Tl.of("mt_msgs_ack", "msg_ids", List.of(question)));
        } catch (RpcFailure failure) {
            fail(session, question, failure.code(), failure.getMessage());
        } catch (RuntimeException fault) {
            LOG.warn("The fake Telegram is at fault in {}", query.name(), fault);
            mistaken(query.name() + ": " + fault);
            fail(session, question, 400, "FAKE_IS_AT_FAULT");
        }
    }

    /** What is not in the schema is of a later layer, and answered as Telegram answers it. */
    void refuse(Session session, long question, UnknownTl unknown) {
        notInSchema.merge("%08x".formatted(unknown.id()), 1, Integer::sum);
        fail(session, question, 400, "INPUT_METHOD_INVALID");
    }

    private void fail(Session session, long question, int code, String message) {
        session.answer(question, codec.write(Tl.of("mt_rpc_error", "error_code", code, "error_message", message)));
    }
}
