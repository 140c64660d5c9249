package io.chimera.store;

import io.chimera.core.dialog.Span;
import io.chimera.core.dialog.Style;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The spans of a text in one column: {@code first,length,style} and, for some, {@code ,value} (percent-encoded), one span
 * after the other with spaces between. Nothing where a text has none.
 */
final class SpanColumn {

    private SpanColumn() {}

    static @Nullable String of(List<Span> spans) {
        return spans.isEmpty() ? null : spans.stream().map(SpanColumn::written).collect(Collectors.joining(" "));
    }

    private static String written(Span span) {
        var place = span.from() + "," + span.length() + ",";
        return switch (span.style()) {
            case Style.Bold() -> place + "BOLD";
            case Style.Italic() -> place + "ITALIC";
            case Style.Underlined() -> place + "UNDERLINED";
            case Style.Struck() -> place + "STRUCK";
            case Style.Spoiler() -> place + "SPOILER";
            case Style.Code() -> place + "CODE";
            case Style.Quote() -> place + "QUOTE";
            case Style.Block(var language) -> place + "BLOCK," + URLEncoder.encode(language, StandardCharsets.UTF_8);
            case Style.Link(var address) -> place + "LINK," + URLEncoder.encode(address, StandardCharsets.UTF_8);
        };
    }

    static List<Span> read(@Nullable String column) {
        if (column == null) return List.of();
        var spans = new ArrayList<Span>();
        for (var written : column.split(" ", -1)) {
            var parts = written.split(",", 4);
            var value = parts.length > 3 ? URLDecoder.decode(parts[3], StandardCharsets.UTF_8) : "";
            style(parts[2], value)
                    .map(style -> new Span(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), style))
                    .ifPresent(spans::add);
        }
        return spans;
    }

    /** One that a later version wrote, or that may not be followed any more, is left out: the words stay. */
    private static Optional<Style> style(String name, String value) {
        return switch (name) {
            case "BOLD" -> Optional.of(new Style.Bold());
            case "ITALIC" -> Optional.of(new Style.Italic());
            case "UNDERLINED" -> Optional.of(new Style.Underlined());
            case "STRUCK" -> Optional.of(new Style.Struck());
            case "SPOILER" -> Optional.of(new Style.Spoiler());
            case "CODE" -> Optional.of(new Style.Code());
            case "QUOTE" -> Optional.of(new Style.Quote());
            case "BLOCK" -> Optional.of(new Style.Block(value));
            case "LINK" -> Style.Link.leadsSomewhere(value) ? Optional.of(new Style.Link(value)) : Optional.empty();
            default -> Optional.empty();
        };
    }
}
