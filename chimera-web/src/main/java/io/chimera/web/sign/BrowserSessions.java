package io.chimera.web.sign;

import io.chimera.core.account.AccountId;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Which account a browser speaks for. The cookie carries the port in its name, because browsers share cookies between
 * the ports of a host and somebody may run two of us.
 */
@Component
public class BrowserSessions {

    private static final String NAME = "chimera-";

    private final SessionSeal seal;

    BrowserSessions(SessionSeal seal) {
        this.seal = seal;
    }

    /** The session this request's cookie tells of. */
    public Optional<BrowserSession> of(HttpServletRequest request) {
        return cookies(request)
                .filter(cookie -> cookie.getName().equals(name(request)))
                .map(cookie -> seal.open(cookie.getValue()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    void begin(AccountId account, HttpServletRequest request, HttpServletResponse response) {
        response.addCookie(cookie(request, seal.seal(seal.begin(account)), (int) SessionSeal.LIFETIME.toSeconds()));
    }

    void end(HttpServletRequest request, HttpServletResponse response) {
        response.addCookie(cookie(request, "", 0));
    }

    private static Cookie cookie(HttpServletRequest request, String value, int seconds) {
        var cookie = new Cookie(name(request), value);
        cookie.setPath("/");
        cookie.setHttpOnly(true);
        cookie.setSecure(request.isSecure());
        cookie.setMaxAge(seconds);
        cookie.setAttribute("SameSite", "Strict");
        return cookie;
    }

    private static String name(HttpServletRequest request) {
        return NAME + request.getServerPort();
    }

    private static Stream<Cookie> cookies(HttpServletRequest request) {
        var cookies = request.getCookies();
        return cookies == null ? Stream.empty() : Arrays.stream(cookies);
    }
}
