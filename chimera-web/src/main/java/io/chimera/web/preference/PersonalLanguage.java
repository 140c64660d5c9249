package io.chimera.web.preference;

import io.chimera.web.sign.BrowserSessions;
import io.chimera.web.sign.OpenAccounts;
import io.chimera.web.words.Language;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;

/** The language a person chose; else the one their browser asks for. Spring finds it by its name. */
@Component("localeResolver")
class PersonalLanguage implements LocaleResolver {

    private static final String KNOWN = PersonalLanguage.class.getName();

    private final BrowserSessions sessions;
    private final OpenAccounts accounts;

    PersonalLanguage(BrowserSessions sessions, OpenAccounts accounts) {
        this.sessions = sessions;
        this.accounts = accounts;
    }

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        if (request.getAttribute(KNOWN) instanceof Locale known) return known;
        var locale = language(request).locale();
        request.setAttribute(KNOWN, locale);
        return locale;
    }

    private Language language(HttpServletRequest request) {
        return chosen(request).orElseGet(() -> accepted(request));
    }

    private Optional<Language> chosen(HttpServletRequest request) {
        return sessions.of(request)
                .flatMap(session -> accounts.alreadyOpen(session.account()))
                .flatMap(messenger -> messenger.read(view -> view.preferences().get(Appearance.LANGUAGE)))
                .flatMap(Language::tagged);
    }

    private static Language accepted(HttpServletRequest request) {
        var header = request.getHeader("Accept-Language");
        return header == null ? Language.ENGLISH : Language.accepted(header);
    }

    @Override
    public void setLocale(HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
        throw new UnsupportedOperationException("a language is chosen on the settings page");
    }
}
