package io.chimera.core.identity;

/** Why a certificate is taken back, with the codes of RFC 5280 §5.3.1 (7 is not used there). */
public enum RevocationReason {
    UNSPECIFIED(0),
    KEY_COMPROMISE(1),
    CA_COMPROMISE(2),
    AFFILIATION_CHANGED(3),
    SUPERSEDED(4),
    CESSATION_OF_OPERATION(5),
    CERTIFICATE_HOLD(6),
    REMOVE_FROM_CRL(8),
    PRIVILEGE_WITHDRAWN(9),
    AA_COMPROMISE(10);

    private final int code;

    RevocationReason(int code) {
        this.code = code;
    }

    /** Whether it means that a certificate is over for good: a hold, and what ends one, do not. */
    public boolean isForGood() {
        return this != CERTIFICATE_HOLD && this != REMOVE_FROM_CRL;
    }

    /** The CRLReason value. */
    public int code() {
        return code;
    }
}
