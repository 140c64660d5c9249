package io.chimera.lab.server;

import io.chimera.lab.net.Stall;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;

/** Bytes that come no faster than they may. Every read is progress. */
final class PacedInput extends FilterInputStream {

    private static final long NANOS = 1_000_000_000L;

    /** In how many portions the bytes of a second come. */
    private static final long PORTIONS = 10;

    private static final long LONGEST_PAUSE_MILLIS = 1_000;

    private final Stall stall;
    private final long bytesPerSecond;
    private final long portion;
    private final long began = System.nanoTime();
    private long count;

    /** @param bytesPerSecond 0 for as fast as they come */
    PacedInput(InputStream in, Stall stall, long bytesPerSecond) {
        super(in);
        this.stall = stall;
        this.bytesPerSecond = bytesPerSecond;
        this.portion = bytesPerSecond == 0 ? Long.MAX_VALUE : Math.max(1, bytesPerSecond / PORTIONS);
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int n = super.read(buffer, offset, (int) Math.min(length, portion));
        stall.moved();
        if (n > 0 && bytesPerSecond > 0) holdBack(n);
        return n;
    }

    private void holdBack(int n) throws IOException {
        count += n;
        long due = began + (long) ((double) count / bytesPerSecond * NANOS);
        try {
            for (long early = due - System.nanoTime(); early > 0; early = due - System.nanoTime()) {
                Thread.sleep(Math.min(early / 1_000_000 + 1, LONGEST_PAUSE_MILLIS));
                stall.moved();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped while held back");
        }
    }
}
