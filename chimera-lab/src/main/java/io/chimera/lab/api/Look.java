package io.chimera.lab.api;

import io.chimera.core.dialog.Span;
import io.chimera.core.dialog.Style;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * How a stretch of a text looks.
 *
 * @param from its first UTF-16 unit
 * @param length in UTF-16 units
 * @param style bold, italic, underlined, struck, spoiler, code, block, quote or link
 * @param value of a block its language, of a link its address; otherwise empty
 */
public record Look(int from, int length, String style, String value) {

    /** The longest values of all looks of a text together, in bytes of UTF-8: a request has room for no more. */
    private static final int LONGEST_VALUES = 24 * 1024;

    /** Spans as they are told; those for whose addresses there is no room are left out. */
    public static List<Look> of(List<Span> spans) {
        var looks = new ArrayList<Look>();
        int room = LONGEST_VALUES;
        for (var span : spans) {
            var look = of(span);
            int taken = look.value().getBytes(StandardCharsets.UTF_8).length;
            if (taken > room) continue;
            room -= taken;
            looks.add(look);
        }
        return looks;
    }

    private static Look of(Span span) {
        return switch (span.style()) {
            case Style.Bold() -> plain(span, "bold");
            case Style.Italic() -> plain(span, "italic");
            case Style.Underlined() -> plain(span, "underlined");
            case Style.Struck() -> plain(span, "struck");
            case Style.Spoiler() -> plain(span, "spoiler");
            case Style.Code() -> plain(span, "code");
            case Style.Quote() -> plain(span, "quote");
            case Style.Block(var language) -> new Look(span.from(), span.length(), "block", language);
            case Style.Link(var address) -> new Look(span.from(), span.length(), "link", address);
        };
    }

    private static Look plain(Span span, String style) {
        return new Look(span.from(), span.length(), style, "");
    }

    /**
     * What was told as spans.
     *
     * @throws IllegalArgumentException if there is no such style, no such stretch, or more than a text can have
     */
    public static List<Span> spans(List<Look> looks) {
        if (looks.size() > Span.MOST) throw new IllegalArgumentException("more looks than a text has");
        return looks.stream()
                .map(look -> new Span(look.from(), look.length(), look.asStyle()))
                .toList();
    }

    private Style asStyle() {
        return switch (style) {
            case "bold" -> new Style.Bold();
            case "italic" -> new Style.Italic();
            case "underlined" -> new Style.Underlined();
            case "struck" -> new Style.Struck();
            case "spoiler" -> new Style.Spoiler();
            case "code" -> new Style.Code();
            case "quote" -> new Style.Quote();
            case "block" -> new Style.Block(value);
            case "link" -> new Style.Link(value);
            default -> throw new IllegalArgumentException("no such style");
        };
    }
}
