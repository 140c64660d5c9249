package io.chimera.janus.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.LinkedHashMap;
import java.util.Map;

/** One end of an HTTP/2 connection, frame by frame (RFC 9113 §4.1), so that a test can send what no library would. */
final class Frames implements AutoCloseable {

    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int PING = 6;
    static final int GOAWAY = 7;
    static final int WINDOW_UPDATE = 8;
    static final int CONTINUATION = 9;
    static final int ALTSVC = 10;
    static final int END_STREAM = 1;
    static final int END_HEADERS = 4;
    static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private final DefaultHttp2HeadersDecoder decoder = new DefaultHttp2HeadersDecoder(false);

    /** A frame; an error code or an increment is its first number. */
    record Frame(int type, int flags, int stream, byte[] payload) {
        boolean ends() {
            return (flags & END_STREAM) != 0 && (type == DATA || type == HEADERS);
        }

        int number() {
            return number(0);
        }

        int number(int at) {
            return ((payload[at] & 0xff) << 24)
                    | ((payload[at + 1] & 0xff) << 16)
                    | ((payload[at + 2] & 0xff) << 8)
                    | (payload[at + 3] & 0xff);
        }
    }

    Frames(Socket socket) {
        try {
            this.socket = socket;
            this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            this.out = socket.getOutputStream();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    InputStream in() {
        return in;
    }

    Frame read() throws IOException {
        int length = (in.readUnsignedByte() << 16) | in.readUnsignedShort();
        int type = in.readUnsignedByte();
        int flags = in.readUnsignedByte();
        int stream = in.readInt() & 0x7fffffff;
        var payload = new byte[length];
        in.readFully(payload);
        return new Frame(type, flags, stream, payload);
    }

    /** The next that is not about the connection itself. */
    Frame next() throws IOException {
        while (true) {
            var frame = read();
            if (frame.type == SETTINGS && frame.flags == 0) write(SETTINGS, 1, 0, new byte[0]);
            if (frame.type != SETTINGS && frame.type != WINDOW_UPDATE && frame.type != PING) return frame;
        }
    }

    /** The next of that kind, or of its stream's end; the connection's end is an error. */
    Frame next(int type) throws IOException {
        while (true) {
            var frame = next();
            if (frame.type == type) return frame;
            if (frame.type == RST_STREAM || frame.type == GOAWAY)
                throw new EOFException("ended with a frame of type " + frame.type);
        }
    }

    synchronized Frames write(int type, int flags, int stream, byte[] payload) throws IOException {
        return raw(frame(type, flags, stream, payload));
    }

    private static byte[] frame(int type, int flags, int stream, byte[] payload) {
        var frame = new ByteArrayOutputStream();
        frame.write(payload.length >> 16);
        frame.write(payload.length >> 8);
        frame.write(payload.length);
        frame.write(type);
        frame.write(flags);
        frame.writeBytes(number(stream));
        frame.writeBytes(payload);
        return frame.toByteArray();
    }

    /** So many equal frames, one behind the other. */
    static byte[] repeated(int times, int type, int stream, byte[] payload) {
        var all = new ByteArrayOutputStream();
        for (int i = 0; i < times; i++) all.writeBytes(frame(type, 0, stream, payload));
        return all.toByteArray();
    }

    Frames raw(String bytes) throws IOException {
        return raw(bytes.getBytes(ISO_8859_1));
    }

    synchronized Frames raw(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
        return this;
    }

    Frames head(int stream, boolean ends, String... namesAndValues) throws IOException {
        return write(HEADERS, END_HEADERS | (ends ? END_STREAM : 0), stream, block(namesAndValues));
    }

    Frames data(int stream, boolean ends, String bytes) throws IOException {
        return write(DATA, ends ? END_STREAM : 0, stream, bytes.getBytes(ISO_8859_1));
    }

    static byte[] number(int number) {
        return new byte[] {(byte) (number >> 24), (byte) (number >> 16), (byte) (number >> 8), (byte) number};
    }

    /** Literals without indexing and without Huffman (RFC 7541 §6.2.2): whatever bytes there are. */
    static byte[] block(String... namesAndValues) {
        var block = new ByteArrayOutputStream();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            block.write(0);
            string(block, namesAndValues[i]);
            string(block, namesAndValues[i + 1]);
        }
        return block.toByteArray();
    }

    private static void string(ByteArrayOutputStream block, String text) {
        int length = text.length();
        if (length < 127) block.write(length);
        else {
            block.write(127);
            int rest = length - 127;
            for (; rest >= 128; rest >>= 7) block.write(rest % 128 + 128);
            block.write(rest);
        }
        block.writeBytes(text.getBytes(ISO_8859_1));
    }

    Map<String, String> decoded(Frame head) {
        try {
            var all = new LinkedHashMap<String, String>();
            for (var header : decoder.decodeHeaders(head.stream, Unpooled.wrappedBuffer(head.payload)))
                all.merge(header.getKey().toString(), header.getValue().toString(), (one, other) -> one + ", " + other);
            return all;
        } catch (Exception unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException _) {
            // it is closed
        }
    }
}
