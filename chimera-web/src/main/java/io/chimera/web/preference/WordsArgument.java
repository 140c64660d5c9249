package io.chimera.web.preference;

import io.chimera.web.words.Language;
import io.chimera.web.words.Words;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.LocaleResolver;

/** Gives a handler the words for its reader. The reader's clock is this computer's: they sit at it. */
@Component
public class WordsArgument implements HandlerMethodArgumentResolver {

    private final MessageSource source;
    private final LocaleResolver locales;
    private final Clock clock;

    WordsArgument(MessageSource source, LocaleResolver locales, Clock clock) {
        this.source = source;
        this.locales = locales;
        this.clock = clock;
    }

    /** The words for whoever asks. */
    public Words of(HttpServletRequest request) {
        var tag = locales.resolveLocale(request).toLanguageTag();
        return new Words(source, Language.tagged(tag).orElse(Language.ENGLISH), clock.getZone());
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Words.class;
    }

    @Override
    public Words resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        return of(Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class)));
    }
}
