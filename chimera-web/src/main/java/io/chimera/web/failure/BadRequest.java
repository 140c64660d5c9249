package io.chimera.web.failure;

/** The request makes no sense. Our own pages do not send such. */
public final class BadRequest extends RuntimeException {

    /** @param what in a few words, for whoever wrote the program that asked */
    public BadRequest(String what) {
        super(what, null, false, false);
    }
}
