package io.chimera.core.dialog;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Looks written with the keyboard, as Telegram's own programs take them: {@code **bold**}, {@code __italic__}, {@code
 * ++underlined++}, {@code ~~struck~~}, {@code ||spoiler||}, {@code `code`}, {@code [words](address)}, a block of code between
 * lines of three backticks, and quotes in lines that begin with {@code >}. What is no pair stays as it was written.
 */
public final class Markup {

    private static final String FENCE = "```";
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z0-9+#._-]{1,32}");

    private static final Map<String, Style> PAIRS = Map.of(
            "**", new Style.Bold(),
            "__", new Style.Italic(),
            "++", new Style.Underlined(),
            "~~", new Style.Struck(),
            "||", new Style.Spoiler());

    private Markup() {}

    /**
     * Reads what a person wrote.
     *
     * @throws UnacceptableText if what is left without the marks cannot be a message
     */
    public static Body.Text read(String written) {
        var reading = new Reading(written);
        reading.all();
        var text = reading.text.toString();
        return text.isBlank() ? new Body.Text(written) : new Body.Text(text, reading.spans);
    }

    /** What a person would write to get this text; reading it gives the text again where its spans
     * lie within each other and cut no word. */
    public static String write(Body.Text body) {
        var text = body.text();
        var marks = new ArrayList<Mark>();
        for (int i = 0; i < body.spans().size(); i++)
            marks.addAll(marks(text, body.spans().get(i), i));
        marks.sort(Mark.ORDER);
        var written = new StringBuilder();
        int done = 0;
        for (var mark : marks) {
            written.append(text, done, mark.at()).append(mark.words());
            done = mark.at();
        }
        return written.append(text, done, text.length()).toString();
    }

    private static List<Mark> marks(String text, Span span, int number) {
        return switch (span.style()) {
            case Style.Bold() -> around(span, number, "**", "**");
            case Style.Italic() -> around(span, number, "__", "__");
            case Style.Underlined() -> around(span, number, "++", "++");
            case Style.Struck() -> around(span, number, "~~", "~~");
            case Style.Spoiler() -> around(span, number, "||", "||");
            case Style.Code() -> around(span, number, "`", "`");
            case Style.Block(var language) -> around(span, number, FENCE + language + "\n", "\n" + FENCE);
            case Style.Link(var address) -> around(span, number, "[", "](" + address + ")");
            case Style.Quote() -> quote(text, span, number);
        };
    }

    private static List<Mark> around(Span span, int number, String before, String after) {
        return List.of(
                new Mark(span.from(), false, span.length(), number, before),
                new Mark(span.end(), true, span.length(), number, after));
    }

    private static List<Mark> quote(String text, Span span, int number) {
        var marks = new ArrayList<Mark>();
        marks.add(new Mark(span.from(), false, Integer.MAX_VALUE, number, "> "));
        for (int i = span.from(); i < span.end() - 1; i++)
            if (text.charAt(i) == '\n') marks.add(new Mark(i + 1, false, Integer.MAX_VALUE, number, "> "));
        return marks;
    }

    /** Something to be written before the unit at a place, because of the span with this number. */
    private record Mark(int at, boolean ends, int length, int number, String words) {

        /** In one place, what ends comes first, the inner before the outer; then what begins, the outer before the inner. */
        private static final Comparator<Mark> ORDER = Comparator.comparingInt(Mark::at)
                .thenComparing(Mark::ends, Comparator.reverseOrder())
                .thenComparingInt(mark -> mark.ends() ? mark.length() : -mark.length())
                .thenComparingInt(mark -> mark.ends() ? -mark.number() : mark.number());
    }

    /** A pair that has begun. */
    private record Begun(String mark, int from) {}

    private static final class Reading {

        private final String written;
        private final StringBuilder text = new StringBuilder();
        private final List<Span> spans = new ArrayList<>();
        private int at;

        Reading(String written) {
            this.written = written;
        }

        /** Line by line, for blocks and quotes are made of lines. */
        void all() {
            while (at < written.length()) {
                if (!block() && !quote()) line(lineEnd(at));
            }
        }

        private int lineEnd(int from) {
            int end = written.indexOf('\n', from);
            return end < 0 ? written.length() : end;
        }

        private boolean block() {
            if (!written.startsWith(FENCE, at)) return false;
            int firstEnd = lineEnd(at);
            var language = written.substring(at + FENCE.length(), firstEnd).strip();
            if (!language.isEmpty() && !LANGUAGE.matcher(language).matches()) return false;
            int close = written.indexOf("\n" + FENCE, firstEnd);
            if (close <= firstEnd) return false;
            int after = close + 1 + FENCE.length();
            if (after < written.length() && written.charAt(after) != '\n') return false;
            span(new Style.Block(language), () -> text.append(written, firstEnd + 1, close));
            at = after;
            lineBreak();
            return true;
        }

        private boolean quote() {
            if (!isQuoted(at)) return false;
            span(new Style.Quote(), () -> {
                while (true) {
                    at += written.startsWith("> ", at) ? 2 : 1;
                    int end = lineEnd(at);
                    words(end);
                    at = end;
                    if (end >= written.length() || !isQuoted(end + 1)) return;
                    lineBreak();
                }
            });
            lineBreak();
            return true;
        }

        /** A line of nothing but the sign quotes nothing. */
        private boolean isQuoted(int from) {
            return written.startsWith(">", from)
                    && !written.substring(from + 1, lineEnd(from)).isBlank();
        }

        private void line(int end) {
            words(end);
            at = end;
            lineBreak();
        }

        private void lineBreak() {
            if (at < written.length()) {
                text.append('\n');
                at++;
            }
        }

        private void span(Style style, Runnable content) {
            int from = text.length();
            content.run();
            if (text.length() > from) spans.add(new Span(from, text.length() - from, style));
        }

        /** What stands in a line, up to its end. */
        private void words(int end) {
            Deque<Begun> open = new ArrayDeque<>();
            while (at < end) {
                if (code(end) || link(end) || address(open, end) || pair(open, end)) continue;
                text.append(written.charAt(at++));
            }
            // What was begun and not ended is no mark: it goes back to where it stood.
            while (!open.isEmpty()) restore(open.pop());
        }

        private void restore(Begun begun) {
            text.insert(begun.from(), begun.mark());
            int by = begun.mark().length();
            spans.replaceAll(span -> span.from() >= begun.from()
                    ? new Span(span.from() + by, span.length(), span.style())
                    : span.end() > begun.from() ? new Span(span.from(), span.length() + by, span.style()) : span);
        }

        private boolean code(int end) {
            if (written.charAt(at) != '`') return false;
            int close = written.indexOf('`', at + 1);
            if (close <= at + 1 || close >= end) return false;
            int from = at + 1;
            span(new Style.Code(), () -> text.append(written, from, close));
            at = close + 1;
            return true;
        }

        private boolean link(int end) {
            if (written.charAt(at) != '[') return false;
            int middle = written.indexOf("](", at);
            if (middle <= at + 1 || middle >= end) return false;
            int close = written.indexOf(')', middle + 2);
            if (close < 0 || close >= end) return false;
            var address = address(written.substring(middle + 2, close));
            if (address.isEmpty() || written.substring(at + 1, middle).indexOf('[') >= 0) return false;
            int from = at + 1;
            span(new Style.Link(address.get()), () -> text.append(written, from, middle));
            at = close + 1;
            return true;
        }

        /** What stands in an address is no mark, unless it ends something that began before it. */
        private boolean address(Deque<Begun> open, int end) {
            if (!written.startsWith("http://", at) && !written.startsWith("https://", at)) return false;
            int close = at;
            while (close < end && !Character.isWhitespace(written.charAt(close))) close++;
            for (var begun : open) if (written.startsWith(begun.mark(), close - 2)) close -= 2;
            text.append(written, at, close);
            at = close;
            return true;
        }

        private static Optional<String> address(String written) {
            var address = written.strip();
            return Style.Link.leadsSomewhere(address) ? Optional.of(address) : Optional.empty();
        }

        /** A mark begins before words and ends behind them, never within one: "2 ** 3" and "i++" stay what they are. */
        private boolean pair(Deque<Begun> open, int end) {
            if (at + 2 > end) return false;
            var mark = written.substring(at, at + 2);
            var style = PAIRS.get(mark);
            if (style == null) return false;
            boolean mayBegin = at + 2 < end
                    && !Character.isWhitespace(written.charAt(at + 2))
                    && (at == 0 || !Character.isLetterOrDigit(written.charAt(at - 1)));
            boolean mayEnd = at > 0
                    && !Character.isWhitespace(written.charAt(at - 1))
                    && (at + 2 >= end || !Character.isLetterOrDigit(written.charAt(at + 2)));
            var begun = open.stream().filter(one -> one.mark().equals(mark)).findFirst();
            if (begun.isPresent() && mayEnd && text.length() > begun.get().from()) {
                while (!open.peek().equals(begun.get())) restore(open.pop());
                open.pop();
                spans.add(
                        new Span(begun.get().from(), text.length() - begun.get().from(), style));
            } else if (begun.isEmpty() && mayBegin) {
                open.push(new Begun(mark, text.length()));
            } else {
                return false;
            }
            at += 2;
            return true;
        }
    }
}
