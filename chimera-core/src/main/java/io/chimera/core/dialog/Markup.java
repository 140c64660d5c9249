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
 * lines of three backticks, and quotes in lines that begin with {@code >}. What is no pair stays as it was written, and so
 * does what a backslash stands before.
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

    /**
     * What a person would write to get this text. Its words come back whatever they are; its looks where marks can say
     * them: within a line, without white space at their ends, and within each other.
     */
    public static String write(Body.Text body) {
        var text = body.text();
        var spans = body.spans().stream()
                .flatMap(span -> sayable(text, span).stream())
                .toList();
        var written = write(text, spans);
        return hasWords(written, text) ? written : write(text, List.of());
    }

    private static boolean hasWords(String written, String text) {
        return read(written).text().equals(text);
    }

    private static String write(String text, List<Span> spans) {
        var marks = new ArrayList<Mark>();
        for (int i = 0; i < spans.size(); i++) marks.addAll(marks(text, spans.get(i), i));
        marks.sort(Mark.ORDER);
        var words = new Words(text, spans);
        for (var mark : marks) {
            words.upTo(mark.at());
            words.written.append(mark.words());
        }
        words.upTo(text.length());
        return words.written.toString();
    }

    /** Pairs stand in one line, around words. */
    private static List<Span> sayable(String text, Span span) {
        if (span.style() instanceof Style.Block || span.style() instanceof Style.Quote) return List.of(span);
        var pieces = new ArrayList<Span>();
        int from = span.from();
        for (var line : text.substring(span.from(), span.end()).split("\n", -1)) {
            var words = line.strip();
            int leading = line.length() - line.stripLeading().length();
            if (!words.isEmpty()) pieces.add(new Span(from + leading, words.length(), span.style()));
            from += line.length() + 1;
        }
        return pieces;
    }

    /** The words between the marks, with a backslash before what would be taken for one. */
    private static final class Words {

        private final StringBuilder written = new StringBuilder();
        private final String text;
        private final List<Span> spans;
        private int at;

        Words(String text, List<Span> spans) {
            this.text = text;
            this.spans = spans;
        }

        void upTo(int end) {
            while (at < end) {
                int length = isTakenAsItIs() ? 0 : lengthOfMark(text, at, end);
                if (length > 0) written.append('\\');
                int taken = Math.max(length, 1);
                written.append(text, at, at + taken);
                at += taken;
            }
        }

        private boolean isTakenAsItIs() {
            return spans.stream()
                            .anyMatch(
                                    span -> (span.style() instanceof Style.Code || span.style() instanceof Style.Block)
                                            && span.from() <= at
                                            && at < span.end())
                    || isInAddress();
        }

        private boolean isInAddress() {
            int begin = at;
            while (begin > 0 && !Character.isWhitespace(text.charAt(begin - 1))) begin--;
            int address = text.indexOf("http", begin, at + 1);
            return address >= 0 && (text.startsWith("http://", address) || text.startsWith("https://", address));
        }
    }

    private static int lineEnd(String text, int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    /** How many units stand here that can be a mark; 0 if none. */
    private static int lengthOfMark(String text, int at, int end) {
        if (at + 2 <= end && PAIRS.containsKey(text.substring(at, at + 2))) return 2;
        boolean lineBegins = at == 0 || text.charAt(at - 1) == '\n';
        return switch (text.charAt(at)) {
            case '`' -> 1;
            case '[' -> text.indexOf("](", at, lineEnd(text, at)) >= 0 ? 1 : 0;
            case '>' -> lineBegins ? 1 : 0;
            default -> 0;
        };
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
            case Style.Link(var address) ->
                around(span, number, "[", "](" + address.replace("(", "%28").replace(")", "%29") + ")");
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
                if (!block() && !quote()) line(lineEnd(written, at));
            }
        }

        private boolean block() {
            if (!written.startsWith(FENCE, at)) return false;
            int firstEnd = lineEnd(written, at);
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
                    int end = lineEnd(written, at);
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
                    && !written.substring(from + 1, lineEnd(written, from)).isBlank();
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
                if (escaped(end)) continue;
                boolean isMark = spans.size() < Span.MOST && (code(end) || link(end));
                if (isMark || address(open, end) || pair(open, end)) continue;
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

        /** A backslash says that what follows is no mark. */
        private boolean escaped(int end) {
            if (written.charAt(at) != '\\' || at + 1 >= end) return false;
            boolean lineBegins = at == 0 || written.charAt(at - 1) == '\n';
            int length = lineBegins && written.charAt(at + 1) == '>' ? 1 : lengthOfMark(written, at + 1, end);
            if (length == 0) return false;
            text.append(written, at + 1, at + 1 + length);
            at += 1 + length;
            return true;
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
            int middle = written.indexOf("](", at, end);
            if (middle <= at + 1) return false;
            int close = written.indexOf(')', middle + 2, end);
            if (close < 0) return false;
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
            } else if (begun.isEmpty() && mayBegin && spans.size() + open.size() < Span.MOST) {
                open.push(new Begun(mark, text.length()));
            } else {
                return false;
            }
            at += 2;
            return true;
        }
    }
}
