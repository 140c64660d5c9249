package io.chimera.web.words;

import java.time.ZoneId;
import org.springframework.context.MessageSource;

/** Everything that is said to one reader: in their language, by their clock. */
public final class Words {

    private final MessageSource source;
    private final Language language;
    private final Figures figures;
    private final Moments moments;

    /** @param zone where the reader's clock hangs */
    public Words(MessageSource source, Language language, ZoneId zone) {
        this.source = source;
        this.language = language;
        this.figures = new Figures(this);
        this.moments = new Moments(this, zone);
    }

    /** The reader's language. */
    public Language language() {
        return language;
    }

    /** The words for a key, with what belongs into them. A key without words is a fault of ours and thrown. */
    public String say(String key, Object... with) {
        return source.getMessage(key, with, language.locale());
    }

    /** The words for one of a fixed set of things, kept under {@code Type.NAME}. */
    public String of(Enum<?> thing) {
        return say(key(thing));
    }

    /** Further words about it, kept under {@code Type.NAME.aspect}. */
    public String of(Enum<?> thing, String aspect, Object... with) {
        return say(key(thing) + "." + aspect, with);
    }

    /** Sizes, rates, durations. */
    public Figures figures() {
        return figures;
    }

    /** Times and days. */
    public Moments moments() {
        return moments;
    }

    private static String key(Enum<?> thing) {
        return thing.getDeclaringClass().getSimpleName() + "." + thing.name();
    }
}
