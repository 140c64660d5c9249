package io.chimera.telegram.fake.mtproto;

import io.chimera.telegram.fake.tl.Tl;
import io.chimera.telegram.fake.tl.TlCodec;
import io.chimera.telegram.fake.tl.TlWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A session of a client's: what was sent in it is kept until the client says that it came, and sent again over its next
 * connection. Safe for use by many threads.
 */
public final class Session {

    private static final int RPC_RESULT = 0xf35c6d01;

    /** In a message's id: it answers another, or nobody asked for it. */
    private static final int ANSWER = 1;

    private static final int NEWS = 3;

    /** Larger answers are compressed, as Telegram's are. */
    private static final int LARGE = 4096;

    /** A client that leaves so much unacknowledged is gone. */
    private static final int MOST_KEPT = 2_000;

    private final AuthKey key;
    private final long id;
    private final TlCodec codec;
    private final IntToLongFunction ids;
    private final SequencedMap<Long, Message> kept = new LinkedHashMap<>();
    private final Map<Long, Long> answers = new LinkedHashMap<>();

    private @Nullable Connection connection;
    private @Nullable Tl introduction;
    private int contents;
    private boolean wantsNoNews;

    /** A message of ours. */
    private record Message(long id, int sequence, byte[] body) {}

    /** @param ids makes the next message's id, which ends in what it is given */
    Session(AuthKey key, long id, TlCodec codec, IntToLongFunction ids) {
        this.key = key;
        this.id = id;
        this.codec = codec;
        this.ids = ids;
    }

    /** Which key it is encrypted with: whose it is. */
    public long keyId() {
        return key.id();
    }

    long salt() {
        return key.salt();
    }

    /** What the client said of itself, {@code initConnection}; the query is left out. */
    public synchronized Optional<Tl> introduction() {
        return Optional.ofNullable(introduction);
    }

    /** Whether news are sent here: not where files are fetched. */
    public synchronized boolean wantsNews() {
        return !wantsNoNews;
    }

    public synchronized boolean isConnected() {
        return connection != null && connection.isOpen();
    }

    /** Sends what nobody asked for. */
    public void push(Tl updates) {
        send(codec.write(updates), NEWS, true);
    }

    synchronized void introduce(Tl client) {
        introduction = client;
    }

    synchronized void wantNoNews() {
        wantsNoNews = true;
    }

    /** From now on it is carried by this connection, which gets all that may not have arrived over the one before. */
    synchronized void carriedBy(Connection carrier) {
        if (connection == carrier) return;
        connection = carrier;
        kept.values().forEach(this::transmit);
    }

    synchronized void acknowledged(Iterable<Long> messages) {
        for (var message : messages) kept.remove(message);
    }

    /** Whether this question has been answered; then the answer is sent once more. */
    synchronized boolean answeredAgain(long question) {
        var answer = answers.get(question);
        if (answer == null) return false;
        var message = kept.get(answer);
        if (message != null) transmit(message);
        return true;
    }

    /** Sends a message that is about messages, which needs no acknowledgement. */
    void service(Tl message) {
        send(codec.write(message), ANSWER, false);
    }

    /** Says that the session is new here: what the client sent before this message must come again. */
    void begun(long first, long unique) {
        var begun =
                Tl.of("mt_new_session_created", "first_msg_id", first, "unique_id", unique, "server_salt", key.salt());
        send(codec.write(begun), NEWS, true);
    }

    void answer(long question, byte[] result) {
        var fitted = result.length > LARGE ? TlCodec.packed(result) : result;
        var body = new TlWriter()
                .writeInt(RPC_RESULT)
                .writeLong(question)
                .writeRaw(fitted)
                .written();
        synchronized (this) {
            answers.put(question, send(body, ANSWER, true));
            trim(answers);
        }
    }

    private synchronized long send(byte[] body, int kind, boolean content) {
        var message = new Message(ids.applyAsLong(kind), 2 * contents + (content ? 1 : 0), body);
        if (content) {
            contents++;
            kept.put(message.id(), message);
            trim(kept);
        }
        transmit(message);
        return message.id();
    }

    private static void trim(Map<Long, ?> map) {
        if (map.size() > MOST_KEPT) map.remove(map.keySet().iterator().next());
    }

    private void transmit(Message message) {
        if (connection == null) return;
        var plain = new TlWriter()
                .writeLong(key.salt())
                .writeLong(id)
                .writeLong(message.id())
                .writeInt(message.sequence())
                .writeInt(message.body().length)
                .writeRaw(message.body());
        int padding = 12 + (-(plain.length() + 12) & 15);
        connection.send(key.sealed(plain.writeRaw(DiffieHellman.noise(padding)).written()));
    }
}
