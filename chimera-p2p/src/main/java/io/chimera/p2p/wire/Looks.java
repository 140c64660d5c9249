package io.chimera.p2p.wire;

import io.chimera.core.dialog.Span;
import io.chimera.core.dialog.Style;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The looks of a text in a frame: four items of one array for each span, as docs/protocol/lan-v2.md §4 says. */
final class Looks {

    private static final int ITEMS = 4;
    private static final int LARGEST_CODE = 255;

    private Looks() {}

    /** How many entries of the frame's map they take. */
    static int entries(List<Span> spans) {
        return spans.isEmpty() ? 0 : 1;
    }

    /** Writes those whose addresses a frame has room for; words are worth more than their looks. */
    static void write(CborWriter map, int key, List<Span> spans) {
        if (spans.isEmpty()) return;
        var fitting = fitting(spans);
        map.array(key, ITEMS * fitting.size());
        for (var span : fitting)
            map.item(span.from()).item(span.length()).item(code(span.style())).item(value(span.style()));
    }

    private static List<Span> fitting(List<Span> spans) {
        var fitting = new ArrayList<Span>();
        int room = Limits.LONGEST_VALUES;
        for (var span : spans) {
            int taken = value(span.style()).getBytes(StandardCharsets.UTF_8).length;
            if (taken > room) continue;
            room -= taken;
            fitting.add(span);
        }
        return fitting;
    }

    /** Reads what this version knows; a style of a later one is passed over, its words stay. */
    static List<Span> read(CborMap map, int key) throws MalformedFrame {
        if (!map.has(key)) return List.of();
        int items = map.array(key, ITEMS * Span.MOST);
        if (items % ITEMS != 0) throw new MalformedFrame("field " + key + " has " + items + " items");
        var spans = new ArrayList<Span>();
        for (int i = 0; i < items; i += ITEMS) {
            int from = (int) map.nextNumber(key, Limits.LONGEST_TEXT);
            int length = (int) map.nextNumber(key, Limits.LONGEST_TEXT);
            int code = (int) map.nextNumber(key, LARGEST_CODE);
            var value = map.nextText(key, Limits.LONGEST_VALUES);
            if (length == 0) throw new MalformedFrame("a span of nothing in field " + key);
            style(code, value).ifPresent(style -> spans.add(new Span(from, length, style)));
        }
        return List.copyOf(spans);
    }

    private static int code(Style style) {
        return switch (style) {
            case Style.Bold() -> 1;
            case Style.Italic() -> 2;
            case Style.Underlined() -> 3;
            case Style.Struck() -> 4;
            case Style.Spoiler() -> 5;
            case Style.Code() -> 6;
            case Style.Block _ -> 7;
            case Style.Quote() -> 8;
            case Style.Link _ -> 9;
        };
    }

    private static String value(Style style) {
        return switch (style) {
            case Style.Block(var language) -> language;
            case Style.Link(var address) -> address;
            default -> "";
        };
    }

    private static Optional<Style> style(int code, String value) {
        try {
            return Optional.ofNullable(
                    switch (code) {
                        case 1 -> new Style.Bold();
                        case 2 -> new Style.Italic();
                        case 3 -> new Style.Underlined();
                        case 4 -> new Style.Struck();
                        case 5 -> new Style.Spoiler();
                        case 6 -> new Style.Code();
                        case 7 -> new Style.Block(value);
                        case 8 -> new Style.Quote();
                        case 9 -> new Style.Link(value);
                        default -> null;
                    });
        } catch (IllegalArgumentException _) {
            return Optional.empty(); // nothing that may be followed, or no language
        }
    }
}
