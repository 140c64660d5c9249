package io.chimera.web.provider;

import io.chimera.web.words.Language;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;

/** The language the operator's browser asks for. Spring finds it by its name. */
@Component("localeResolver")
class OperatorLanguage implements LocaleResolver {

    OperatorLanguage() {}

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        var header = request.getHeader("Accept-Language");
        return (header == null ? Language.ENGLISH : Language.accepted(header)).locale();
    }

    @Override
    public void setLocale(HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
        throw new UnsupportedOperationException("the language is the browser's");
    }
}
