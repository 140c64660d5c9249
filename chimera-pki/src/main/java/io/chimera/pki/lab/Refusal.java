package io.chimera.pki.lab;

/** The authority does not do what it was asked; status and words are step-ca's. */
final class Refusal extends Exception {

    private static final String SEE_LOGS = " Please see the certificate authority logs for more info.";

    private final int status;

    private Refusal(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }

    static Refusal badRequest(String why) {
        return new Refusal(400, "The request could not be completed: " + why + ".");
    }

    /** Always the same words: who shows a bad proof is not told what is bad about it. */
    static Refusal unauthorized() {
        return new Refusal(401, "The request lacked necessary authorization to be completed." + SEE_LOGS);
    }

    static Refusal forbidden(String why) {
        return new Refusal(403, "The request was forbidden by the certificate authority: " + why + ".");
    }

    static Refusal notFound() {
        return new Refusal(404, "The requested resource could not be found." + SEE_LOGS);
    }

    static Refusal tooLarge() {
        return new Refusal(413, "The request could not be completed: its body is too large.");
    }

    static Refusal notImplemented() {
        return new Refusal(501, "The requested method is not implemented by the certificate authority." + SEE_LOGS);
    }

    static Refusal trouble(int status) {
        return new Refusal(status, "The certificate authority encountered an Internal Server Error." + SEE_LOGS);
    }
}
