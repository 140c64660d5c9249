package io.chimera.web.preference;

import io.chimera.core.messenger.Messenger;
import io.chimera.web.words.Language;
import java.util.Optional;

/**
 * How pages look to a person.
 *
 * @param language empty for the browser's
 */
public record Appearance(Theme theme, Optional<Language> language) {

    static final String LANGUAGE = "web.language";
    private static final String THEME = "web.theme";

    /** For whoever has chosen nothing. */
    public static Appearance usual() {
        return new Appearance(Theme.AUTO, Optional.empty());
    }

    /** What this account's person has chosen. */
    public static Appearance of(Messenger messenger) {
        return messenger.read(view -> new Appearance(
                view.preferences().get(THEME).flatMap(Theme::named).orElse(Theme.AUTO),
                view.preferences().get(LANGUAGE).flatMap(Language::tagged)));
    }

    /** Remembers it for this account. */
    public void keep(Messenger messenger) {
        messenger.prefer(THEME, theme == Theme.AUTO ? "" : theme.attribute());
        messenger.prefer(LANGUAGE, language.map(Language::tag).orElse(""));
    }
}
