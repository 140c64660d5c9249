package io.chimera.telegram.nativelib;

/** TDLib cannot be used here. The message says why and what to do, in sentences for a person. */
public final class NoTdLibrary extends Exception {

    private static final String TAKE_YOUR_OWN =
            " Build TDLib's tdjson (1.8.62 or later), and say where it is with chimera.telegram.library.";

    /** @param message what happened, why, and what to do next */
    public NoTdLibrary(String message) {
        super(message);
    }

    /** As above, with the exception that is behind it. */
    public NoTdLibrary(String message, Throwable cause) {
        super(message, cause);
    }

    static NoTdLibrary takeYourOwn(String why) {
        return new NoTdLibrary(why + TAKE_YOUR_OWN);
    }
}
