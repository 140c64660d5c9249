package io.chimera.telegram.carrier;

import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.Span;
import io.chimera.core.dialog.Style;
import io.chimera.telegram.fake.tl.Tl;
import java.util.List;

/** Looks of words as Telegram's servers have them, and as a test names them. */
final class Entities {

    private Entities() {}

    static List<Tl> of(Body.Text text) {
        return text.spans().stream().map(Entities::entity).toList();
    }

    private static Tl entity(Span span) {
        var entity = switch (span.style()) {
            case Style.Bold() -> Tl.of("messageEntityBold");
            case Style.Italic() -> Tl.of("messageEntityItalic");
            case Style.Underlined() -> Tl.of("messageEntityUnderline");
            case Style.Struck() -> Tl.of("messageEntityStrike");
            case Style.Spoiler() -> Tl.of("messageEntitySpoiler");
            case Style.Code() -> Tl.of("messageEntityCode");
            case Style.Block(var language) -> Tl.of("messageEntityPre", "language", language);
            case Style.Quote() -> Tl.of("messageEntityBlockquote");
            case Style.Link(var address) -> Tl.of("messageEntityTextUrl", "url", address);
        };
        return entity.with("offset", span.from()).with("length", span.length());
    }

    /** Fails on a look that a test cannot name. */
    static Body.Text read(String text, List<Tl> entities) {
        return new Body.Text(
                text,
                entities.stream()
                        .map(entity -> new Span(entity.integer("offset"), entity.integer("length"), style(entity)))
                        .toList());
    }

    private static Style style(Tl entity) {
        return switch (entity.name()) {
            case "messageEntityBold" -> new Style.Bold();
            case "messageEntityItalic" -> new Style.Italic();
            case "messageEntityUnderline" -> new Style.Underlined();
            case "messageEntityStrike" -> new Style.Struck();
            case "messageEntitySpoiler" -> new Style.Spoiler();
            case "messageEntityCode" -> new Style.Code();
            case "messageEntityPre" -> new Style.Block(entity.text("language"));
            case "messageEntityBlockquote" -> new Style.Quote();
            case "messageEntityTextUrl" -> new Style.Link(entity.text("url"));
            default -> throw new IllegalArgumentException("no test has such a look: " + entity.name());
        };
    }
}
