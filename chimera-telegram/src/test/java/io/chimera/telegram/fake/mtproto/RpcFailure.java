package io.chimera.telegram.fake.mtproto;

/** A function is answered with an error. */
public final class RpcFailure extends Exception {

    private final int code;

    /**
     * @param code like HTTP's: 400 a mistake, 401 not signed in, 420 too often, 500 ours
     * @param message Telegram's word for it, {@code PHONE_CODE_INVALID}
     */
    public RpcFailure(int code, String message) {
        super(message);
        this.code = code;
    }

    public int code() {
        return code;
    }
}
