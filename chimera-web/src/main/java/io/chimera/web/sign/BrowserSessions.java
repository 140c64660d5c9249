package io.chimera.web.sign;

import io.chimera.core.account.AccountId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Which account a browser speaks for. */
@Component
public class BrowserSessions {

    private static final PortCookie COOKIE = new PortCookie("chimera-", "/");

    private final SessionSeal seal;

    BrowserSessions(SessionSeal seal) {
        this.seal = seal;
    }

    /** The session this request's cookie tells of. */
    public Optional<BrowserSession> of(HttpServletRequest request) {
        return COOKIE.read(request).flatMap(seal::open);
    }

    void begin(AccountId account, HttpServletRequest request, HttpServletResponse response) {
        COOKIE.write(seal.seal(seal.begin(account)), (int) SessionSeal.LIFETIME.toSeconds(), request, response);
    }

    /** Has the browser forget the session. */
    public void end(HttpServletRequest request, HttpServletResponse response) {
        COOKIE.erase(request, response);
    }
}
