package io.chimera.janus.command;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A stream with other bytes in some places. */
final class Spliced extends InputStream {

    private final InputStream whole;
    private final Iterator<Splice> splices;
    private @Nullable Splice next;
    private long at;
    private byte[] coming = {};
    private int came;

    Spliced(InputStream whole, List<Splice> splices) {
        this.whole = whole;
        this.splices = splices.iterator();
        advance();
    }

    private void advance() {
        next = splices.hasNext() ? splices.next() : null;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        Objects.checkFromIndexSize(from, length, into.length);
        if (length == 0) return 0;
        while (came == coming.length && next != null && at == next.at()) begin(next);
        if (came < coming.length) {
            int given = Math.min(length, coming.length - came);
            System.arraycopy(coming, came, into, from, given);
            came += given;
            return given;
        }
        int wanted = next == null ? length : (int) Math.min(length, next.at() - at);
        int read = whole.read(into, from, wanted);
        if (read < 0 && next != null) throw cut();
        if (read > 0) at += read;
        return read;
    }

    private void begin(Splice splice) throws IOException {
        try {
            whole.skipNBytes(splice.length());
        } catch (EOFException _) {
            throw cut();
        }
        at = splice.end();
        coming = splice.with();
        came = 0;
        advance();
    }

    private EOFException cut() {
        return new EOFException("what was read ends at byte " + at + ", before something that was to be changed in it");
    }

    @Override
    public void close() throws IOException {
        whole.close();
    }
}
