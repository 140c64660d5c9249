package io.chimera.telegram.fake.mtproto;

import io.chimera.telegram.fake.tl.MalformedTl;
import io.chimera.telegram.fake.tl.Tl;
import io.chimera.telegram.fake.tl.TlCodec;
import io.chimera.telegram.fake.tl.TlReader;
import io.chimera.telegram.fake.tl.TlWriter;
import io.chimera.telegram.fake.tl.UnknownTl;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client's connection: a thread that reads and does what is asked, and a thread that writes. */
final class Connection implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    private static final int CONTAINER = 0x73f1f8dc;

    /** An error of the transport: the server does not know the key. */
    private static final int UNKNOWN_KEY = -404;

    private static final int WRONG_SALT = 48;

    /** In the state of a message: nothing is known of it; it came. */
    private static final byte UNKNOWN = 1;

    private static final byte RECEIVED = 4;

    /** Whoever reads so little that this much waits is gone. */
    private static final int MOST_WAITING = 20_000;

    private final MtprotoServer server;
    private final Rpc rpc;
    private final Socket socket;
    private final TlCodec codec;
    private final Clock clock;
    private final Handshakes handshakes;
    private final BlockingQueue<Packet> waiting = new LinkedBlockingQueue<>(MOST_WAITING);

    /** @param due when it has been on its way for long enough, in {@link System#nanoTime()} */
    private record Packet(byte[] bytes, long due) {}

    /** A message of the client's, taken out of containers and unpacked. */
    private record Message(long id, byte[] body) {}

    Connection(MtprotoServer server, Rpc rpc, Socket socket, Handshakes handshakes, TlCodec codec, Clock clock) {
        this.server = server;
        this.rpc = rpc;
        this.socket = socket;
        this.codec = codec;
        this.clock = clock;
        this.handshakes = handshakes;
    }

    void run() {
        try (socket) {
            var out = new BufferedOutputStream(socket.getOutputStream());
            var in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            Socks.welcome(in, out);
            var transport = Transport.accept(in, out);
            var writer = Thread.ofVirtual().name("fake-telegram-writer").start(() -> write(transport));
            try {
                while (true) received(transport.read());
            } finally {
                writer.interrupt();
            }
        } catch (ProtocolBreach | MalformedTl wrong) {
            LOG.warn("A client did what the fake does not understand", wrong);
            server.mistaken(wrong.toString());
        } catch (IOException gone) {
            LOG.debug("A connection has ended: {}", gone.toString());
        } catch (RuntimeException fault) {
            LOG.warn("The fake Telegram is at fault", fault);
            server.mistaken(fault.toString());
        }
    }

    boolean isOpen() {
        return !socket.isClosed();
    }

    /** Puts a packet on its way. Never waits: a client that does not read is disconnected. */
    void send(byte[] packet) {
        var due = System.nanoTime() + server.latency().toNanos();
        if (!waiting.offer(new Packet(packet, due))) close();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            LOG.debug("A connection could not be closed: {}", alreadyGone.toString());
        }
    }

    private void write(Transport transport) {
        try {
            while (true) {
                var packet = waiting.take();
                long early = packet.due() - System.nanoTime();
                if (early > 0) TimeUnit.NANOSECONDS.sleep(early);
                transport.write(packet.bytes());
                if (waiting.isEmpty()) transport.flush();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (IOException gone) {
            LOG.debug("A connection has ended: {}", gone.toString());
            close();
        }
    }

    private void received(byte[] packet) throws IOException {
        var in = new TlReader(packet);
        long keyId = in.readLong();
        if (keyId == 0) {
            unencrypted(in);
            return;
        }
        var key = server.key(keyId);
        if (key.isEmpty()) send(new TlWriter().writeInt(UNKNOWN_KEY).written());
        else encrypted(key.get(), Arrays.copyOfRange(packet, 8, 24), Arrays.copyOfRange(packet, 24, packet.length));
    }

    private void unencrypted(TlReader in) throws IOException {
        in.readLong();
        var answer = handshakes.answer(in.readRaw(in.readInt()));
        if (answer.isEmpty()) return;
        send(new TlWriter()
                .writeLong(0)
                .writeLong(server.nextMessageId(1))
                .writeInt(answer.get().length)
                .writeRaw(answer.get())
                .written());
    }

    private void encrypted(AuthKey key, byte[] messageKey, byte[] cipher) throws IOException {
        var in = new TlReader(key.opened(messageKey, cipher));
        long salt = in.readLong();
        long sessionId = in.readLong();
        long messageId = in.readLong();
        int sequence = in.readInt();
        var messages = new ArrayList<Message>();
        flatten(new Message(messageId, in.readRaw(in.readInt())), messages);
        var session = server.session(key, sessionId, earliest(messages));
        session.carriedBy(this);
        if (salt != key.salt()) {
            session.service(Tl.of(
                    "mt_bad_server_salt",
                    "bad_msg_id",
                    messageId,
                    "bad_msg_seqno",
                    sequence,
                    "error_code",
                    WRONG_SALT,
                    "new_server_salt",
                    key.salt()));
            return;
        }
        for (var message : messages) {
            try {
                dealWith(session, message, codec.readTl(new TlReader(message.body())));
            } catch (UnknownTl unknown) {
                server.refuse(session, message.id(), unknown);
            }
        }
    }

    private static long earliest(List<Message> messages) {
        return messages.stream().mapToLong(Message::id).min().orElse(0);
    }

    private static void flatten(Message message, List<Message> into) throws MalformedTl {
        var in = new TlReader(message.body());
        switch (in.peekInt()) {
            case CONTAINER -> {
                in.readInt();
                int count = in.readInt();
                for (int i = 0; i < count; i++) {
                    long id = in.readLong();
                    in.readInt();
                    flatten(new Message(id, in.readRaw(in.readInt())), into);
                }
            }
            case TlCodec.GZIP -> {
                in.readInt();
                flatten(new Message(message.id(), TlCodec.unpacked(in.readBytes())), into);
            }
            default -> into.add(message);
        }
    }

    private void dealWith(Session session, Message message, Tl asked) {
        switch (asked.name()) {
            case "mt_msgs_ack" -> session.acknowledged(asked.numbers("msg_ids"));
            case "mt_ping", "mt_ping_delay_disconnect" ->
                session.service(Tl.of("mt_pong", "msg_id", message.id(), "ping_id", asked.number("ping_id")));
            case "mt_get_future_salts" -> session.service(futureSalts(session, message));
            case "mt_msgs_state_req" -> session.service(states(session, message, asked.numbers("msg_ids")));
            case "mt_msg_resend_req" -> asked.numbers("msg_ids").forEach(session::answeredAgain);
            case "mt_rpc_drop_answer" -> session.answer(message.id(), codec.write(Tl.of("mt_rpc_answer_unknown")));
            case "mt_destroy_session" -> {
                long other = asked.number("session_id");
                server.forget(session.keyId(), other);
                session.service(Tl.of("mt_destroy_session_ok", "session_id", other));
            }
            case "mt_destroy_auth_key" -> {
                session.service(Tl.of("mt_destroy_auth_key_ok"));
                server.destroyed(session.keyId());
            }
            case "mt_http_wait", "mt_msgs_state_info", "mt_msgs_all_info", "mt_msg_detailed_info" -> {}
            default -> {
                if (!session.answeredAgain(message.id()))
                    server.call(rpc, session, message.id(), unwrapped(session, asked));
            }
        }
    }

    private Tl futureSalts(Session session, Message message) {
        long now = clock.instant().getEpochSecond();
        var salt = Tl.of(
                "mt_future_salt",
                "valid_since",
                now - TimeUnit.HOURS.toSeconds(1),
                "valid_until",
                now + TimeUnit.DAYS.toSeconds(1),
                "salt",
                session.salt());
        return Tl.of("mt_future_salts", "req_msg_id", message.id(), "now", now, "salts", List.of(salt));
    }

    /** What became of messages: of those that were answered the answer is sent again, the others may come again. */
    private static Tl states(Session session, Message message, List<Long> asked) {
        var states = new byte[asked.size()];
        for (int i = 0; i < states.length; i++) states[i] = session.answeredAgain(asked.get(i)) ? RECEIVED : UNKNOWN;
        return Tl.of("mt_msgs_state_info", "req_msg_id", message.id(), "info", states);
    }

    /** The function itself, out of what only says how it is called. */
    private static Tl unwrapped(Session session, Tl asked) {
        return switch (asked.name()) {
            case "initConnection" -> {
                session.introduce(asked.with("query", null));
                yield unwrapped(session, asked.tl("query"));
            }
            case "invokeWithoutUpdates" -> {
                session.wantNoNews();
                yield unwrapped(session, asked.tl("query"));
            }
            case "invokeWithLayer", "invokeAfterMsg", "invokeAfterMsgs" -> unwrapped(session, asked.tl("query"));
            default -> asked;
        };
    }
}
