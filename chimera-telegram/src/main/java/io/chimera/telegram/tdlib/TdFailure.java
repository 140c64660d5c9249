package io.chimera.telegram.tdlib;

/** TDLib answered a request with an error. */
public final class TdFailure extends Exception {

    private final int code;

    TdFailure(int code, String message) {
        super(message);
        this.code = code;
    }

    /** As TDLib has it: mostly an HTTP status. 500 "Request aborted" when the client was closed meanwhile. */
    public int code() {
        return code;
    }
}
