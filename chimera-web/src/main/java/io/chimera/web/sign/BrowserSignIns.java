package io.chimera.web.sign;

import io.chimera.core.signin.SignIn;
import io.chimera.core.signin.SignInId;
import io.chimera.core.signin.SignInStep;
import io.chimera.core.signin.SignIns;
import io.chimera.web.ApiToken;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Which sign-in a browser goes on with. Its id is as good as a secret, so it is in a sealed cookie that only the pages of
 * signing in are sent, and never in an address.
 */
@Component
class BrowserSignIns {

    private static final PortCookie COOKIE = new PortCookie("chimera-sign-in-", "/sign-in");
    private static final String PURPOSE = "chimera sign-in under way 1";

    private final Optional<SignIns> signIns;
    private final Seal seal;

    BrowserSignIns(Optional<SignIns> signIns, ApiToken token) {
        this.signIns = signIns;
        this.seal = new Seal(token, PURPOSE);
    }

    /** Whether people can sign in here; in the lab they are there already. */
    boolean arePossible() {
        return signIns.isPresent();
    }

    /** Whether this browser has begun one, known here or not. */
    boolean wasBegun(HttpServletRequest request) {
        return COOKIE.read(request).isPresent();
    }

    /** The one this browser has begun, if it is known here. */
    Optional<SignIn> of(HttpServletRequest request) {
        return COOKIE.read(request)
                .flatMap(seal::open)
                .map(SignInId::parse)
                .flatMap(id -> signIns.flatMap(there -> there.find(id)));
    }

    /** Begins one for this browser; a second tab goes on with what the first has begun. */
    void begin(HttpServletRequest request, HttpServletResponse response) {
        if (of(request).map(SignIn::step).filter(BrowserSignIns::goesOn).isPresent()) return;
        var begun = signIns.orElseThrow().begin();
        COOKIE.write(seal.seal(begun.id().toString()), PortCookie.WHILE_OPEN, request, response);
    }

    private static boolean goesOn(SignInStep step) {
        return !(step instanceof SignInStep.Over);
    }

    /** This browser has no more to do with it. */
    void leave(HttpServletRequest request, HttpServletResponse response) {
        COOKIE.erase(request, response);
    }
}
