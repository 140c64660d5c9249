package io.chimera.web.words;

import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Optional;

/** The languages pages speak. */
public enum Language {
    ENGLISH("en"),
    PORTUGUESE("pt-BR");

    private final Locale locale;

    Language(String tag) {
        this.locale = Locale.forLanguageTag(tag);
    }

    /** Its IETF tag (BCP 47). */
    public String tag() {
        return locale.toLanguageTag();
    }

    /** How dates, numbers and words are looked up. */
    public Locale locale() {
        return locale;
    }

    /** The language with this tag. */
    public static Optional<Language> tagged(String tag) {
        return List.of(values()).stream()
                .filter(language -> language.tag().equals(tag))
                .findFirst();
    }

    /** The first language of an Accept-Language header (RFC 9110 §12.5.4) that is spoken here; else English. */
    public static Language accepted(String header) {
        try {
            return LanguageRange.parse(header).stream()
                    .filter(range -> range.getWeight() > 0)
                    .map(range -> spoken(range.getRange()))
                    .flatMap(Optional::stream)
                    .findFirst()
                    .orElse(ENGLISH);
        } catch (IllegalArgumentException _) {
            return ENGLISH;
        }
    }

    private static Optional<Language> spoken(String range) {
        var primary = Locale.forLanguageTag(range).getLanguage();
        return List.of(values()).stream()
                .filter(language -> language.locale.getLanguage().equals(primary))
                .findFirst();
    }
}
