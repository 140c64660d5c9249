package io.chimera.web.testing;

import io.chimera.web.words.Language;
import io.chimera.web.words.Words;
import java.time.ZoneOffset;
import java.util.Locale;
import org.springframework.context.support.ResourceBundleMessageSource;

/** Words as the pages have them, without the pages. */
public final class Speech {

    private Speech() {}

    public static Words english() {
        return in(Language.ENGLISH);
    }

    public static Words portuguese() {
        return in(Language.PORTUGUESE);
    }

    private static Words in(Language language) {
        var source = new ResourceBundleMessageSource();
        source.setBasename("io/chimera/web/messages");
        source.setDefaultEncoding("UTF-8");
        source.setDefaultLocale(Locale.ENGLISH);
        source.setAlwaysUseMessageFormat(true);
        return new Words(source, language, ZoneOffset.UTC);
    }
}
