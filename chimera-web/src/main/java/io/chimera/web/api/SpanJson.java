package io.chimera.web.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.Span;
import io.chimera.core.dialog.Style;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** How a stretch of a text looks. */
@Schema(name = "Span", description = "How a stretch of a text looks. Spans may lie within each other and overlap")
public record SpanJson(
        @Schema(description = "Its first UTF-16 unit, from 0")
        int from,

        @Schema(description = "In UTF-16 units, at least 1") int length,

        Look style,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "Where a LINK leads; which language a BLOCK is in, if that was said")
        @Nullable
        String value) {

    /** The styles there are. */
    public enum Look {
        BOLD,
        ITALIC,
        UNDERLINED,
        STRUCK,
        SPOILER,
        CODE,
        BLOCK,
        QUOTE,
        LINK;

        private static Optional<Look> named(@Nullable String name) {
            return Arrays.stream(values())
                    .filter(look -> look.name().equals(name))
                    .findFirst();
        }
    }

    static SpanJson of(Span span) {
        return switch (span.style()) {
            case Style.Bold() -> of(span, Look.BOLD, null);
            case Style.Italic() -> of(span, Look.ITALIC, null);
            case Style.Underlined() -> of(span, Look.UNDERLINED, null);
            case Style.Struck() -> of(span, Look.STRUCK, null);
            case Style.Spoiler() -> of(span, Look.SPOILER, null);
            case Style.Code() -> of(span, Look.CODE, null);
            case Style.Quote() -> of(span, Look.QUOTE, null);
            case Style.Block(var language) -> of(span, Look.BLOCK, language.isEmpty() ? null : language);
            case Style.Link(var address) -> of(span, Look.LINK, address);
        };
    }

    private static SpanJson of(Span span, Look look, @Nullable String value) {
        return new SpanJson(span.from(), span.length(), look, value);
    }

    /** A span as somebody sends it. */
    @Schema(name = "SpanForm")
    record Form(
            @Nullable Integer from,
            @Nullable Integer length,

            @Schema(implementation = Look.class) @Nullable String style,
            @Nullable String value) {

        private Span read(int index) {
            if (from == null || length == null || from < 0 || length < 1)
                throw refused(index, "does-not-fit", "from is at least 0 and length at least 1, in UTF-16 units");
            return new Span(from, length, style(index));
        }

        private Style style(int index) {
            var look = Look.named(style)
                    .orElseThrow(
                            () -> refused(index, "unknown-style", "its style is one of " + List.of(Look.values())));
            boolean takesValue = look == Look.LINK || look == Look.BLOCK;
            if (value != null && !takesValue) throw refused(index, "value", look + " takes no value");
            return switch (look) {
                case BOLD -> new Style.Bold();
                case ITALIC -> new Style.Italic();
                case UNDERLINED -> new Style.Underlined();
                case STRUCK -> new Style.Struck();
                case SPOILER -> new Style.Spoiler();
                case CODE -> new Style.Code();
                case QUOTE -> new Style.Quote();
                case BLOCK -> block(index, value == null ? "" : value);
                case LINK -> link(index, value == null ? "" : value);
            };
        }

        private static Style block(int index, String language) {
            try {
                return new Style.Block(language);
            } catch (IllegalArgumentException refused) {
                throw refused(index, "value", "its value is the name of a language, at most 64 long");
            }
        }

        private static Style link(int index, String address) {
            if (!Style.Link.leadsSomewhere(address))
                throw refused(index, "value", "its value is an address: http, https, mailto, tel or tg");
            return new Style.Link(address);
        }
    }

    /** A text with its looks; what people may send that does not fit is refused, not left out. */
    static Body.Text body(@Nullable String text, @Nullable List<@Nullable Form> forms) {
        var plain = new Body.Text(text == null ? "" : text);
        if (forms == null || forms.isEmpty()) return plain;
        if (forms.size() > Span.MOST)
            throw refused(Span.MOST, "too-many", "a text has at most " + Span.MOST + " of them");
        var spans = new ArrayList<Span>();
        for (int n = 0; n < forms.size(); n++) {
            var form = forms.get(n);
            if (form == null) throw refused(n, "does-not-fit", "there is none");
            var span = form.read(n);
            if (new Body.Text(plain.text(), List.of(span)).spans().isEmpty())
                throw refused(n, "does-not-fit", "it reaches beyond the text, or cuts a character in two");
            spans.add(span);
        }
        return new Body.Text(plain.text(), spans);
    }

    private static Problem refused(int index, String name, String why) {
        return new Problem(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "span-" + name,
                "A span cannot be taken",
                "The one at " + index + ": " + why + ". Nothing was sent; change it and send it again.",
                Map.of("span", index));
    }
}
