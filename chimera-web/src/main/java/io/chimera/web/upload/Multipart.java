package io.chimera.web.upload;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads the parts of a {@code multipart/form-data} body (RFC 7578, RFC 2046 §5.1) as they come, without keeping any.
 * Used by one thread; each part's body is read to its end, or skipped, before the next part begins.
 */
public final class Multipart {

    private static final Pattern BOUNDARY =
            Pattern.compile("(?i)multipart/form-data\\s*;.*?\\bboundary=(?:\"([^\"]{1,70})\"|([^\\s;\"]{1,70})).*");
    private static final Pattern PARAMETER =
            Pattern.compile(";\\s*([A-Za-z0-9*_-]+)\\s*=\\s*(?:\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"|([^;\\s]*))");
    private static final int LONGEST_LINE = 4 * 1024;
    private static final int MOST_HEADERS = 16;
    private static final int MOST_PARTS = 1_000;
    private static final int READ_AHEAD = 64 * 1024;

    private final InputStream in;
    private final byte[] delimiter;
    private Optional<Body> open = Optional.empty();
    private int parts;

    private Multipart(InputStream in, String boundary) throws IOException {
        this.in = new BufferedInputStream(in, READ_AHEAD);
        this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        skipPreamble(("--" + boundary));
    }

    /**
     * Begins reading a body.
     *
     * @param contentType the request's header, which names the boundary
     * @throws MalformedMultipart if there is no boundary, or the body does not begin with it
     */
    public static Multipart of(String contentType, InputStream body) throws IOException {
        var found = BOUNDARY.matcher(contentType);
        if (!found.matches()) throw new MalformedMultipart("the Content-Type names no boundary");
        return new Multipart(body, found.group(1) == null ? found.group(2) : found.group(1));
    }

    /**
     * A part's heading.
     *
     * @param fileName as its sender wrote it; empty for a field that is no file
     * @param body ends where the part ends
     */
    public record Part(String name, Optional<String> fileName, String mediaType, InputStream body) {

        /** What stands in a field that is no file, as far as it is a short line. */
        public String words() throws IOException {
            return new String(body.readNBytes(LONGEST_LINE), StandardCharsets.UTF_8).strip();
        }
    }

    /** The next part; empty after the last one. */
    public Optional<Part> next() throws IOException {
        if (open.isPresent()) open.get().skipRest();
        var end = line();
        if (end.startsWith("--")) return Optional.empty();
        if (!end.isBlank()) throw new MalformedMultipart("a boundary is followed by something else");
        if (++parts > MOST_PARTS) throw new MalformedMultipart("more than " + MOST_PARTS + " parts");
        var disposition = "";
        var mediaType = "application/octet-stream";
        for (int headers = 0; ; headers++) {
            var header = line();
            if (header.isEmpty()) break;
            if (headers == MOST_HEADERS) throw new MalformedMultipart("a part has too many headers");
            if (is(header, "Content-Disposition")) disposition = value(header);
            if (is(header, "Content-Type")) mediaType = value(header);
        }
        var body = new Body();
        open = Optional.of(body);
        return Optional.of(new Part(
                parameter(disposition, "name").orElse(""), parameter(disposition, "filename"), mediaType, body));
    }

    private static boolean is(String header, String name) {
        return header.regionMatches(true, 0, name + ":", 0, name.length() + 1);
    }

    private static String value(String header) {
        return header.substring(header.indexOf(':') + 1).strip();
    }

    /** Browsers write a quote in a name as {@code %22} (RFC 7578 §2), others as backslash and quote. */
    private static Optional<String> parameter(String disposition, String wanted) {
        return PARAMETER
                .matcher(disposition)
                .results()
                .filter(found -> found.group(1).equalsIgnoreCase(wanted))
                .map(found -> found.group(2) == null ? found.group(3) : found.group(2))
                .map(value -> value.replace("\\\"", "\"").replace("%22", "\""))
                .findFirst();
    }

    private void skipPreamble(String first) throws IOException {
        for (int lines = 0; lines < MOST_HEADERS; lines++) {
            in.mark(first.length());
            var start = new String(in.readNBytes(first.length()), StandardCharsets.ISO_8859_1);
            if (start.equals(first)) return;
            in.reset();
            line();
        }
        throw new MalformedMultipart("the body does not begin with the boundary");
    }

    private String line() throws IOException {
        var line = new byte[LONGEST_LINE];
        for (int length = 0; length < LONGEST_LINE; length++) {
            int next = in.read();
            if (next < 0) throw new MalformedMultipart("the body ends before its last boundary");
            if (next == '\n') {
                int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
                return new String(line, 0, end, StandardCharsets.UTF_8);
            }
            line[length] = (byte) next;
        }
        throw new MalformedMultipart("a line is longer than " + LONGEST_LINE + " bytes");
    }

    /** The body of one part: everything before the next delimiter. */
    private final class Body extends InputStream {

        private static final int CHUNK = 32 * 1024;

        private final byte[] window = new byte[CHUNK];
        private int from;
        private int to;
        private boolean ended;

        void skipRest() throws IOException {
            while (!ended || from < to) {
                if (from == to) fill();
                from = to;
            }
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (from == to && !ended) fill();
            if (from == to) return -1;
            int some = Math.min(length, to - from);
            System.arraycopy(window, from, target, offset, some);
            from += some;
            return some;
        }

        /** Takes the next bytes up to a delimiter, or up to where one might begin. */
        private void fill() throws IOException {
            in.mark(CHUNK);
            int read = in.readNBytes(window, 0, CHUNK);
            int found = indexOfDelimiter(read);
            if (found < 0 && read < CHUNK) throw new MalformedMultipart("the body ends before its last boundary");
            int safe = found < 0 ? CHUNK - delimiter.length + 1 : found;
            in.reset();
            in.skipNBytes(found < 0 ? safe : (long) found + delimiter.length);
            from = 0;
            to = safe;
            ended = found >= 0;
        }

        private int indexOfDelimiter(int length) {
            for (int i = 0; i <= length - delimiter.length; i++) {
                if (window[i] == '\r' && startsWithDelimiter(i)) return i;
            }
            return -1;
        }

        private boolean startsWithDelimiter(int at) {
            for (int i = 1; i < delimiter.length; i++) {
                if (window[at + i] != delimiter[i]) return false;
            }
            return true;
        }
    }

    /** The body is not what RFC 7578 describes. */
    public static final class MalformedMultipart extends IOException {
        MalformedMultipart(String what) {
            super(what);
        }
    }
}
