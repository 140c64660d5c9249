package io.chimera.janus.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Puts a {@link Filling} into what it was made for. */
public final class Splices {

    private Splices() {}

    /**
     * How long it becomes.
     *
     * @param length how long it is
     * @throws IllegalArgumentException if the filling is not for something of that length
     */
    public static long length(long length, Filling filling) {
        if (!filling.isEmpty() && filling.splices().getLast().end() > length)
            throw new IllegalArgumentException("that filling is for something longer than " + length + " bytes");
        return Math.addExact(length, filling.growth());
    }

    /**
     * The same bytes with the values in them.
     *
     * @throws IllegalArgumentException if the filling is not for something of that length
     */
    public static byte[] apply(byte[] whole, Filling filling) {
        var filled = new byte[Math.toIntExact(length(whole.length, filling))];
        int from = 0;
        int to = 0;
        for (var splice : filling.splices()) {
            int kept = (int) splice.at() - from;
            System.arraycopy(whole, from, filled, to, kept);
            System.arraycopy(splice.with(), 0, filled, to + kept, splice.with().length);
            from = (int) splice.end();
            to += kept + splice.with().length;
        }
        System.arraycopy(whole, from, filled, to, whole.length - from);
        return filled;
    }

    /** The same for text of which each character is a byte (ISO 8859-1), as in the head of a request. */
    public static String apply(String whole, Filling filling) {
        if (filling.isEmpty()) return whole;
        return new String(apply(whole.getBytes(StandardCharsets.ISO_8859_1), filling), StandardCharsets.ISO_8859_1);
    }

    /**
     * The same for what is kept elsewhere, such as in a file: the values come in while it is read. Reading fails with an
     * {@link IOException} if it ends before the last splice. Closing it closes what it reads.
     */
    public static InputStream over(InputStream whole, Filling filling) {
        return new Spliced(whole, filling.splices());
    }
}
