package io.chimera.web.sign;

import io.chimera.core.messenger.Messenger;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Gives a page's handler the messenger of whoever is signed in; a page that asks for one is closed to others. */
@Component
public class MessengerArgument implements HandlerMethodArgumentResolver {

    private final BrowserSessions sessions;
    private final OpenAccounts accounts;

    MessengerArgument(BrowserSessions sessions, OpenAccounts accounts) {
        this.sessions = sessions;
        this.accounts = accounts;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Messenger.class;
    }

    @Override
    public Messenger resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        var servlet = Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class));
        return sessions.of(servlet)
                .flatMap(session -> accounts.messenger(session.account()))
                .orElseThrow(NotSignedIn::new);
    }
}
