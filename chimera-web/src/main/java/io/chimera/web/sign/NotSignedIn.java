package io.chimera.web.sign;

/** The page is for somebody who is signed in, and this browser is not. */
public final class NotSignedIn extends RuntimeException {

    NotSignedIn() {
        super("nobody is signed in with this browser", null, false, false);
    }
}
