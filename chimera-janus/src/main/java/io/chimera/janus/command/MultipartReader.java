package io.chimera.janus.command;

import io.chimera.core.janus.Traffic;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Reads {@code multipart/form-data} (RFC 7578, RFC 2046) and looks at fields of at most 4 KiB that are no files. A body that is
 * cut off, or in which readers could see different parts, goes on as it is.
 */
public final class MultipartReader implements BodyReader {

    private enum State {
        CONTENT,
        AFTER_BOUNDARY,
        PADDING,
        END_OF_LINE,
        HEAD,
        CLOSING,
        CLOSED,
        LAST_END_OF_LINE,
        AFTERWARDS,
        WRONG
    }

    private static final int LONGEST_HEAD = 8192;

    /** The line end before a boundary belongs to it, and there is none before the first. */
    private static final int LINE_END = 2;

    private final Findings findings;
    private final byte[] delimiter;
    private final Scrap head = new Scrap(LONGEST_HEAD);
    private final Scrap value = new Scrap(Findings.LONGEST_VALUE);
    private Optional<String> field = Optional.empty();
    private State state = State.CONTENT;
    private int matched = LINE_END;
    private int borrowed = LINE_END;
    private long at;
    private long valueAt;

    /** @param boundary the parameter of that name in the body's content type */
    public MultipartReader(Commands commands, Wardrobe wardrobe, String boundary) {
        findings = new Findings(commands, wardrobe, Traffic.Part.MULTIPART, value -> value);
        delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void read(byte[] bytes, int from, int length) {
        for (int i = from; i < from + length; i++) {
            if (isPassing()) {
                int next = nextLineEnd(bytes, i, from + length);
                at += next - i;
                i = next;
                if (i == from + length) return;
            }
            read(bytes[i]);
            at++;
        }
    }

    /** Nothing but the end of a line matters now. */
    private boolean isPassing() {
        return state == State.CONTENT && matched == 0 && field.isEmpty();
    }

    private static int nextLineEnd(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to && bytes[i] != '\r') i++;
        return i;
    }

    private void read(byte one) {
        switch (state) {
            case CONTENT -> content(one);
            case AFTER_BOUNDARY -> {
                if (one == '-') state = State.CLOSING;
                else padding(one, State.PADDING, State.END_OF_LINE);
            }
            case PADDING -> padding(one, State.PADDING, State.END_OF_LINE);
            case END_OF_LINE -> {
                head.clear();
                state = one == '\n' ? State.HEAD : State.WRONG;
            }
            case HEAD -> head(one);
            case CLOSING -> state = one == '-' ? State.CLOSED : State.WRONG;
            case CLOSED -> padding(one, State.CLOSED, State.LAST_END_OF_LINE);
            case LAST_END_OF_LINE -> state = one == '\n' ? State.AFTERWARDS : State.WRONG;
            case AFTERWARDS, WRONG -> {}
        }
    }

    /** After a boundary there may be blanks. Anything else would be a boundary to some and none to others. */
    private void padding(byte one, State more, State end) {
        if (one == '\r') state = end;
        else state = one == ' ' || one == '\t' ? more : State.WRONG;
    }

    private void content(byte one) {
        if (one == delimiter[matched]) {
            if (++matched == delimiter.length) endOfContent();
            return;
        }
        if (field.isPresent()) value.add(delimiter, borrowed, matched - borrowed);
        borrowed = 0;
        matched = one == '\r' ? 1 : 0;
        if (matched == 0 && field.isPresent()) value.add(one);
    }

    private void endOfContent() {
        if (borrowed > 0 && valueAt > 0) {
            state = State.WRONG; // the line end is the head's, and so some take this boundary for content
            return;
        }
        field.filter(_ -> value.isWhole())
                .ifPresent(name -> findings.look(value.utf8(), valueAt, value.size(), () -> name));
        field = Optional.empty();
        state = State.AFTER_BOUNDARY;
    }

    private void head(byte one) {
        head.add(one);
        if (!head.isWhole()) state = State.WRONG;
        else if (one == '\n' && isEndOfHead()) endOfHead();
    }

    private boolean isEndOfHead() {
        var bytes = head.array();
        int size = head.size();
        if (size < LINE_END || bytes[size - 2] != '\r') return false;
        return size == LINE_END || (size >= 2 * LINE_END && bytes[size - 3] == '\n' && bytes[size - 4] == '\r');
    }

    private void endOfHead() {
        if (hasBoundaryInHead()) {
            state = State.WRONG;
            return;
        }
        field = PartHead.fieldName(head.array(), head.size() - LINE_END);
        value.clear();
        valueAt = at + 1;
        matched = LINE_END;
        borrowed = LINE_END;
        state = State.CONTENT;
    }

    /** Then the part has no content, and its head no end, to those who look for boundaries first. */
    private boolean hasBoundaryInHead() {
        var lines = "\r\n" + new String(head.array(), 0, head.size(), StandardCharsets.ISO_8859_1);
        return lines.contains(new String(delimiter, StandardCharsets.ISO_8859_1));
    }

    @Override
    public Filling end() throws Unfillable {
        return switch (state) {
            case CLOSED, AFTERWARDS -> findings.filling();
            default -> Filling.NONE;
        };
    }

    @Override
    public List<Traffic.Field> found() {
        return state == State.WRONG ? List.of() : findings.fields();
    }
}
