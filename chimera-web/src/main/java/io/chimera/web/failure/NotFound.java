package io.chimera.web.failure;

/** There is nothing at this address, or not for this person. */
public final class NotFound extends RuntimeException {

    public NotFound() {
        super("there is nothing here", null, false, false);
    }
}
